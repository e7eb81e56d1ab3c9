package dev.baton.events.log;

import dev.baton.events.Recorded;

/**
 * A record with its bytes as they stand in the log that it was first written to.
 *
 * @param original the agent's record, byte for byte; for the controller's own events the
 *     controller's record
 */
public record StoredRecord(Recorded recorded, Bytes original) {
  /** An immutable byte string. */
  public static final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Keeps a copy. */
    public static Bytes copyOf(byte[] bytes) {
      return new Bytes(bytes.clone());
    }

    /** A copy. */
    public byte[] toArray() {
      return bytes.clone();
    }

    /** How many. */
    public int length() {
      return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && java.util.Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(bytes);
    }
  }
}
