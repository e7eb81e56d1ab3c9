package dev.baton.agent.config;

import java.util.List;

/** Regrets about interfaces that move the priority. */
final class TrackedInterfaceRegrets {
  private static final int SMALL_WEIGHT = 3;
  private static final int MAX_PRIORITY = 254;

  private TrackedInterfaceRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    int least = instance.priority().value();
    int most = instance.priority().value();
    for (TrackedInterface tracked : instance.trackedInterfaces()) {
      most += Math.max(0, tracked.weight());
      least += Math.min(0, tracked.weight());
      ofOne(instance, tracked, regrets);
    }
    if (most > MAX_PRIORITY && !instance.priority().isOwner()) {
      regrets.add(
          "priority and weights come to %d, which is cut to 254: part of the weight makes no difference"
              .formatted(most));
    }
    if (least < 1) {
      regrets.add(
          "priority and weights come to %d, which is cut to 1: part of the weight makes no difference"
              .formatted(least));
    }
  }

  private static void ofOne(
      InstanceConfig instance, TrackedInterface tracked, List<String> regrets) {
    if (instance.linkLayer().interfaces().stream()
        .anyMatch(own -> own.interfaceName().equals(tracked.name()))) {
      regrets.add(
          "%s is the instance's own, and up only while it is Active: it must not depend on it; track %s"
              .formatted(tracked.name(), instance.interfaceName()));
    }
    if (tracked.name().equals(instance.interfaceName())) {
      regrets.add(
          tracked.weight() == 0
              ? tracked.name() + " is tracked anyway, being the instance's own interface"
              : "the weight of "
                  + tracked.name()
                  + " never counts: with its own interface down the instance is in fault");
    }
    if (tracked.weight() != 0 && Math.abs(tracked.weight()) < SMALL_WEIGHT) {
      regrets.add(
          ("weight %d of %s moves the addresses only where a peer's priority is that near to %s; a"
                  + " difference between the nodes has to be smaller than the weight")
              .formatted(tracked.weight(), tracked.name(), instance.priority()));
    }
  }
}
