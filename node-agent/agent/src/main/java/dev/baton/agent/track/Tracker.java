package dev.baton.agent.track;

/** One thing being watched; lives on the trackers' thread. */
interface Tracker {
  /** Begins to watch; the first report follows as soon as there is something to say. */
  void start();

  /** Watches no more; nothing is reported from now on. */
  void stop();
}
