package dev.baton.vrrp;

import dev.baton.events.Priority;

/**
 * The derived times of the protocol, in nanoseconds: in whole centiseconds two neighbouring
 * priorities of a fast virtual router would time out together.
 */
public final class Timers {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long REACTION_NANOS = 100_000_000L;

  private Timers() {}

  /**
   * Skew_Time. In version 3 it scales with the Active's interval (RFC 9568 section 6.1), in version
   * 2 it does not (RFC 3768 section 6.1).
   */
  public static long skewNanos(
      RouterConfig.Protocol protocol, Priority priority, Centiseconds activeInterval) {
    long scaleNanos =
        switch (protocol.version()) {
          case V2 -> SECOND_NANOS;
          case V3 -> activeInterval.toNanos();
        };
    return (256 - priority.value()) * scaleNanos / 256;
  }

  /** Active_Down_Interval. */
  public static long activeDownNanos(
      RouterConfig.Protocol protocol, Priority priority, Centiseconds activeInterval) {
    return protocol.downTimerAdverts() * activeInterval.toNanos()
        + skewNanos(protocol, priority, activeInterval);
  }

  /** The least time between two adverts that answer another Active's, lest they storm. */
  static long reactionNanos(RouterConfig.Protocol protocol) {
    return Math.min(protocol.interval().toNanos(), REACTION_NANOS);
  }
}
