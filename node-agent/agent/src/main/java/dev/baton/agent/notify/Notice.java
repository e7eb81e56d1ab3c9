package dev.baton.agent.notify;

import dev.baton.agent.config.NoticeState;
import dev.baton.events.NotificationEvent;
import dev.baton.events.Recorded;

/**
 * One thing to tell: what keepalived says in one line of its FIFO.
 *
 * @param priority the effective one; 0 for a group, as in keepalived
 * @param because the event that it tells of
 */
record Notice(Type type, String name, NoticeState state, int priority, Recorded because) {
  /** What changed. */
  enum Type {
    INSTANCE,
    GROUP
  }

  /** Which of several notices are about one thing. */
  record Key(Type type, String name) {}

  Key key() {
    return new Key(type, name);
  }

  /** When it comes in the log. */
  long seq() {
    return because.seq();
  }

  /** As it is recorded, for a channel. */
  NotificationEvent.Notice recorded(String channel, String target) {
    return new NotificationEvent.Notice(channel, target, type.name(), name, state.name());
  }
}
