package dev.baton.agent.uplink;

import dev.baton.events.LogHead;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps what the controller says of its own log, so that nobody can change that log later without
 * contradicting each of its agents. Once after the start and then hourly: the digest stands for all
 * records before it.
 */
final class HeadWitness {
  private static final long PERIOD_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Consumer<LogHead> journal;
  private boolean hasWitnessed;
  private long witnessedAtNanos;

  HeadWitness(Consumer<LogHead> journal) {
    this.journal = journal;
  }

  /** The controller said so; the time is monotonic. */
  void told(LogHead head, long nowNanos) {
    if (!hasWitnessed || nowNanos - witnessedAtNanos >= PERIOD_NANOS) {
      hasWitnessed = true;
      witnessedAtNanos = nowNanos;
      journal.accept(head);
    }
  }
}
