package dev.baton.agent.notify;

import dev.baton.events.NotificationEvent;

/** Where channels say what became of a notice. May be called on any thread. */
interface Outcomes {
  /** Records an event about a notice. */
  void record(Notice notice, NotificationEvent event);
}
