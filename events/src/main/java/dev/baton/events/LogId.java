package dev.baton.events;

/** A random 128-bit number made with a log; a node that loses its log opens one with another. */
public record LogId(long high, long low) {
  /** Reads the 32 hexadecimal digits of {@link #toString}. */
  public static LogId parse(String text) {
    if (text.length() != 32) {
      throw new IllegalArgumentException("log id must be 32 hexadecimal digits, not " + text);
    }
    return new LogId(
        Long.parseUnsignedLong(text.substring(0, 16), 16),
        Long.parseUnsignedLong(text.substring(16), 16));
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
