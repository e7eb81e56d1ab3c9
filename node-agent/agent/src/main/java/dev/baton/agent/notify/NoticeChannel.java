package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.Notifications;

/** A way to tell somebody. Called on the journal thread; returns at once. */
interface NoticeChannel {
  /**
   * Takes a notice over.
   *
   * @param done to be run exactly once, on any thread, when there is nothing left to do for it
   */
  void tell(Notice notice, Hooks hooks, Runnable done);

  /** Another configuration is in force, or the first one. */
  default void configured(Notifications notifications) {}

  /** Tells again how something stands; for those who read a stream of states. */
  default void repeat(Notice notice) {}

  /** The agent ends. */
  default void close() {}
}
