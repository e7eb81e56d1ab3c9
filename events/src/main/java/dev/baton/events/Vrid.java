package dev.baton.events;

/** A virtual router identifier, 1 to 255 (RFC 9568 section 5.2.3). */
public record Vrid(int value) {
  /** Rejects 0 and everything that does not fit the octet. */
  public Vrid {
    if (value < 1 || value > 255) {
      throw new IllegalArgumentException("VRID must be 1 to 255, not " + value);
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
