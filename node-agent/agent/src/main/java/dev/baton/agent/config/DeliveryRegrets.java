package dev.baton.agent.config;

import dev.baton.agent.config.Destination.Unicast;
import dev.baton.agent.config.SourceAddress.PrimaryOfInterface;
import java.util.List;

/** Regrets about where advertisements come from and go to. */
final class DeliveryRegrets {
  private DeliveryRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (instance.destination() instanceof Unicast
        && instance.source() instanceof PrimaryOfInterface) {
      regrets.add(
          ("without unicast_src_ip the advertisements come from whichever address of %s is the first"
                  + " one; peers that check theirs drop them when it is another than they list:"
                  + " name it")
              .formatted(instance.interfaceName()));
    }
  }
}
