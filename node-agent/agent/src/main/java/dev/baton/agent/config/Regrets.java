package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What is legal, runs as it is written, and is regretted later. Each says what will happen, and
 * where it helps, what to write instead; it changes no exit code.
 */
final class Regrets {
  private Regrets() {}

  /** The regrets of one instance, with what it does to the others of its node. */
  static List<String> of(InstanceConfig instance, AgentConfig config) {
    var regrets = new ArrayList<String>();
    SignatureRegrets.add(instance, regrets);
    ElectionRegrets.add(instance, regrets);
    StrictRegrets.add(instance, regrets);
    DualVersionRegrets.add(instance, regrets);
    TimerRegrets.add(instance, regrets);
    AddressRegrets.add(instance, regrets);
    AnnouncementRegrets.add(instance, regrets);
    TrackedInterfaceRegrets.add(instance, regrets);
    DeliveryRegrets.add(instance, regrets);
    ScriptRegrets.add(instance, config, regrets);
    NeighbourRegrets.add(instance, config, regrets);
    return List.copyOf(regrets);
  }
}
