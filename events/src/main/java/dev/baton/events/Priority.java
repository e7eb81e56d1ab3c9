package dev.baton.events;

/**
 * A VRRP priority as it stands on the wire: 0 resigns, 255 owns the addresses, 1 to 254 back up
 * (RFC 9568 section 5.2.4).
 */
public record Priority(int value) {
  /** What an Active router sends when it stops. */
  public static final Priority RESIGN = new Priority(0);

  /** The lowest that still takes part in the election; a held node advertises it. */
  public static final Priority LAST_RESORT = new Priority(1);

  /** The address owner. */
  public static final Priority OWNER = new Priority(255);

  /** Rejects what does not fit the octet. */
  public Priority {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("priority must be 0 to 255, not " + value);
    }
  }

  /** Whether this is the address owner's priority. */
  public boolean isOwner() {
    return value == 255;
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
