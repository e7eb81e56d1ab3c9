package dev.baton.events.log;

import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import java.util.Arrays;
import java.util.Objects;

/**
 * A record with its bytes as they stand in the log that it was first written to.
 *
 * @param original the agent's record, byte for byte; for the controller's own events the
 *     controller's record
 */
public record StoredRecord(Recorded recorded, Bytes original) {
  /** The record's digest in the log that it was first written to. */
  public Sha256 hash() {
    return original.digest();
  }

  /** An immutable byte string. */
  public static final class Bytes {
    private final byte[] bytes;
    private final int from;
    private final int to;

    private Bytes(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    /** Keeps a copy. */
    public static Bytes copyOf(byte[] bytes) {
      return new Bytes(bytes.clone(), 0, bytes.length);
    }

    /** A part of an array, which nobody may change from now on. */
    public static Bytes owning(byte[] bytes, int from, int length) {
      Objects.checkFromIndexSize(from, length, bytes.length);
      return new Bytes(bytes, from, from + length);
    }

    /** A copy. */
    public byte[] toArray() {
      return Arrays.copyOfRange(bytes, from, to);
    }

    /** How many. */
    public int length() {
      return to - from;
    }

    /** Their digest. */
    public Sha256 digest() {
      return Sha256.of(bytes, from, length());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that
          && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(toArray());
    }
  }
}
