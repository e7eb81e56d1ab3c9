package dev.baton.agent.engine;

import java.util.ArrayDeque;

/**
 * What can wait until all that was due has been said: addresses that go, announcements. No virtual
 * router's advertisement or resignation waits for the addresses of another that way; with virtual
 * MAC addresses, whose interfaces go slowly, that was most of a second.
 */
final class Chores {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  /** Has something done after what is there already. */
  void add(Runnable chore) {
    waiting.add(chore);
  }

  /** Does all that is there. */
  void work() {
    for (var chore = waiting.poll(); chore != null; chore = waiting.poll()) {
      chore.run();
    }
  }
}
