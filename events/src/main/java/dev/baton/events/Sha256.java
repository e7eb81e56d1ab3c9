package dev.baton.events;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest as a value. */
public record Sha256(long first, long second, long third, long fourth) {
  /** What stands before the first record of a log. */
  public static final Sha256 ZERO = new Sha256(0, 0, 0, 0);

  /** Digests the whole array. */
  public static Sha256 of(byte[] bytes) {
    try {
      return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256: this is a bug", e);
    }
  }

  /** Takes 32 bytes from the buffer's position, most significant first whatever its order. */
  public static Sha256 read(ByteBuffer buffer) {
    var bytes = new byte[32];
    buffer.get(bytes);
    var ordered = ByteBuffer.wrap(bytes);
    return new Sha256(ordered.getLong(), ordered.getLong(), ordered.getLong(), ordered.getLong());
  }

  /** The 32 bytes, most significant first. */
  public byte[] bytes() {
    return ByteBuffer.allocate(32)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  @Override
  public String toString() {
    return String.format("%016x%016x%016x%016x", first, second, third, fourth);
  }
}
