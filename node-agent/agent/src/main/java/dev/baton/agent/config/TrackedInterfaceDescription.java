package dev.baton.agent.config;

/** Describes the interfaces that an instance watches. */
final class TrackedInterfaceDescription {
  private TrackedInterfaceDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    instance.trackedInterfaces().forEach(tracked -> said.line("tracks", of(tracked)));
  }

  /** What one interface does, in words. */
  static String of(TrackedInterface tracked) {
    if (tracked.weight() == 0) {
      return tracked.name() + ": in fault while it is " + (tracked.reverse() ? "up" : "down");
    }
    boolean whileUp = tracked.weight() > 0;
    return "%s: priority %+d while it is %s"
        .formatted(tracked.name(), tracked.contribution(whileUp), whileUp ? "up" : "down");
  }
}
