package dev.baton.agent.engine;

import dev.baton.agent.config.Scheduling;
import dev.baton.agent.config.Scheduling.Rank;

/** Has the engine run before others, and before more of them each time that it runs late. */
final class Punctuality {
  private final Urgency urgency;
  private Scheduling scheduling = Scheduling.USUAL;
  // 0 for one that is not in real time.
  private int priority;

  Punctuality(Urgency urgency) {
    this.urgency = urgency;
  }

  /** Begins anew where something is asked for that was not; does nothing where it is the same. */
  void use(Scheduling next) {
    if (next.equals(scheduling)) {
      return;
    }
    scheduling = next;
    priority = next.rank() instanceof Rank.RealTime(int realTime) ? realTime : 0;
    urgency.use(next);
  }

  /** The engine ran that much later than it wanted to. */
  void ranLate(long lateNanos) {
    int highest = scheduling.raise().highest();
    if (priority < highest && lateNanos > scheduling.raise().lateNanos()) {
      // Who may not be raised once may not be raised at all.
      priority = urgency.raise(priority + 1, lateNanos) ? priority + 1 : highest;
    }
  }
}
