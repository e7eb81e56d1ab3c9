package dev.baton.events;

/** What the trackers saw. */
public sealed interface TrackerEvent extends Event {
  /**
   * {@code tracker.state-changed}.
   *
   * @param kind {@code interface}, {@code script}, {@code file} or {@code process}
   * @param detail an exit code, a carrier state, a number
   */
  record StateChanged(String name, String kind, boolean isUp, String detail)
      implements TrackerEvent {}
}
