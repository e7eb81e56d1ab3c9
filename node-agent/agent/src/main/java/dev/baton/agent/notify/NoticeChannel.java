package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;

/** A way to tell somebody. Called on the journal thread; returns at once. */
interface NoticeChannel {
  /**
   * Takes a notice over.
   *
   * @param done to be run exactly once, on any thread, when there is nothing left to do for it
   */
  void tell(Notice notice, Hooks hooks, Runnable done);
}
