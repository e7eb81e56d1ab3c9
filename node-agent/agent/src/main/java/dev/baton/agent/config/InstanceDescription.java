package dev.baton.agent.config;

import java.util.List;
import java.util.Map;

/**
 * Says in words what an instance will do. Each feature has a class that describes it; here is only
 * the order in which they speak.
 */
final class InstanceDescription {
  private InstanceDescription() {}

  static List<String> lines(InstanceConfig instance, Hooks hooks, Map<String, Position> positions) {
    Position position = positions.get(instance.name());
    var said =
        new Description(
            "vrrp_instance " + instance.name() + (position == null ? "" : " (" + position + ")"));
    ElectionDescription.describe(instance, said);
    StrictDescription.describe(instance, said);
    SignatureDescription.describe(instance, said);
    DualVersionDescription.describe(instance, said);
    AddressDescription.describe(instance, said);
    VirtualMacDescription.describe(instance, said);
    AnnouncementDescription.describe(instance, said);
    TrackedInterfaceDescription.describe(instance, said);
    TrackedDescription.describe(instance, said);
    HookDescription.describe(hooks, said);
    return said.lines();
  }
}
