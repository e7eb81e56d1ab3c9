package dev.baton.agent.config;

/**
 * What goes over the wire, and when.
 *
 * @param manners how it behaves where deployed routers differ
 */
public record Protocol(
    int version,
    int intervalCentiseconds,
    int downTimerAdverts,
    Manners manners,
    Authentication authentication) {
  /** Rejects what the packet formats of RFC 3768 and RFC 9568 cannot say. */
  public Protocol {
    boolean sayable =
        switch (version) {
          case 2 ->
              intervalCentiseconds >= 100
                  && intervalCentiseconds <= 25_500
                  && intervalCentiseconds % 100 == 0;
          case 3 -> intervalCentiseconds >= 1 && intervalCentiseconds <= 4095;
          default -> throw new IllegalArgumentException("version must be 2 or 3, not " + version);
        };
    if (!sayable) {
      throw new IllegalArgumentException(
          "version " + version + " has no interval of " + intervalCentiseconds + " cs");
    }
    if (manners.isDual() && version != 3) {
      throw new IllegalArgumentException("version 2 is spoken beside version 3 only");
    }
    if (downTimerAdverts < 1 || downTimerAdverts > 100) {
      throw new IllegalArgumentException(
          "down_timer_adverts must be 1 to 100, not " + downTimerAdverts);
    }
  }

  /** Whether one can become the other in place: they have a version in common. */
  public boolean understands(Protocol other) {
    return version == other.version || manners.isDual() || other.manners.isDual();
  }

  /** The interval in seconds as version 2 says it, which has whole ones only. */
  int version2Seconds() {
    return Math.max(1, intervalCentiseconds / 100);
  }

  /** Active_Down_Interval less Skew_Time, by this router's own interval. */
  public long downNanos() {
    return downTimerAdverts * intervalNanos();
  }

  /** The advertisement interval. */
  public long intervalNanos() {
    return intervalCentiseconds * 10_000_000L;
  }
}
