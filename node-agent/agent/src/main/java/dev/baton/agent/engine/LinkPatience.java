package dev.baton.agent.engine;

import dev.baton.agent.config.Delays.LinkDelay;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.vrrp.State;

/**
 * How long an instance can bear not to know that a link is down: until just before it would take
 * silence for the death of the Active, whose interval may be shorter than its own.
 */
final class LinkPatience {
  private static final long NANOS_PER_CENTISECOND = 10_000_000L;

  private LinkPatience() {}

  static long nanos(InstanceConfig config, State state) {
    long ownNanos = config.protocol().intervalNanos();
    long heardNanos =
        state instanceof State.Backup backup
            ? backup.activeDown().activeInterval().value() * NANOS_PER_CENTISECOND
            : ownNanos;
    return LinkDelay.longestNanos(config, Math.min(ownNanos, heardNanos));
  }
}
