package dev.baton.vrrp;

/** A VRRP interval. The RFC counts in hundredths of a second, so this type does too. */
public record Centiseconds(int value) {
  /** The default Advertisement_Interval, one second (RFC 9568 section 6.1). */
  public static final Centiseconds ONE_SECOND = new Centiseconds(100);

  private static final long NANOS = 10_000_000L;
  private static final int LONGEST = 25_500;

  /** Rejects zero and what neither version of the protocol can express (255 s in version 2). */
  public Centiseconds {
    if (value < 1 || value > LONGEST) {
      throw new IllegalArgumentException("interval must be 1 to 25500 cs, not " + value);
    }
  }

  /** The interval of so many whole seconds, as version 2 counts. */
  public static Centiseconds ofSeconds(int seconds) {
    return new Centiseconds(seconds * 100);
  }

  /** The length in nanoseconds. */
  public long toNanos() {
    return value * NANOS;
  }

  @Override
  public String toString() {
    return value + " cs";
  }
}
