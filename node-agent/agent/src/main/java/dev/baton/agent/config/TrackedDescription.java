package dev.baton.agent.config;

/** Describes the scripts, files and processes that an instance watches. */
final class TrackedDescription {
  private TrackedDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    instance.trackers().forEach(tracked -> said.line("tracks", of(tracked)));
  }

  static String of(Tracked tracked) {
    return tracked.kind().text() + " " + tracked.name() + ": " + meaning(tracked);
  }

  private static String meaning(Tracked tracked) {
    return switch (tracked.kind()) {
      case SCRIPT -> said(tracked, "it succeeds", "it fails");
      case PROCESS -> said(tracked, "there are enough", "there are too few or too many");
      case FILE -> number(tracked);
    };
  }

  private static String number(Tracked tracked) {
    if (tracked.weight() == 0) {
      return "in fault while its number is " + (tracked.reverse() ? "0" : "not 0");
    }
    return "its number times %d is added to the priority, and -254 or less is a fault"
        .formatted(tracked.reverse() ? -tracked.weight() : tracked.weight());
  }

  private static String said(Tracked tracked, String up, String down) {
    if (tracked.weight() == 0) {
      return "in fault while " + (tracked.reverse() ? up : down);
    }
    boolean whileUp = tracked.weight() > 0;
    return "priority %+d while %s".formatted(tracked.contribution(whileUp, 0), whileUp ? up : down);
  }
}
