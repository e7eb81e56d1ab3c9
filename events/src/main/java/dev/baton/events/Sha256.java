package dev.baton.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest as a value. */
public record Sha256(long first, long second, long third, long fourth) {
  /** How long a digest is. */
  public static final int BYTES = 32;

  /** What stands before the first record of a log. */
  public static final Sha256 ZERO = new Sha256(0, 0, 0, 0);

  /** Looking an algorithm up costs more than digesting a record. */
  private static final ThreadLocal<Digester> DIGESTER = ThreadLocal.withInitial(Digester::new);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Digests the whole array. */
  public static Sha256 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Digests a part of the array. */
  public static Sha256 of(byte[] bytes, int from, int length) {
    return DIGESTER.get().of(bytes, from, length);
  }

  /** Takes 32 bytes of the array, most significant first. */
  public static Sha256 read(byte[] bytes, int from) {
    return new Sha256(
        (long) LONGS.get(bytes, from),
        (long) LONGS.get(bytes, from + 8),
        (long) LONGS.get(bytes, from + 16),
        (long) LONGS.get(bytes, from + 24));
  }

  /** Puts the 32 bytes into the array, most significant first. */
  public void write(byte[] bytes, int from) {
    LONGS.set(bytes, from, first);
    LONGS.set(bytes, from + 8, second);
    LONGS.set(bytes, from + 16, third);
    LONGS.set(bytes, from + 24, fourth);
  }

  /** The 32 bytes, most significant first. */
  public byte[] bytes() {
    var bytes = new byte[BYTES];
    write(bytes, 0);
    return bytes;
  }

  @Override
  public String toString() {
    return String.format("%016x%016x%016x%016x", first, second, third, fourth);
  }

  private static final class Digester {
    private final MessageDigest digest;
    private final byte[] result = new byte[BYTES];

    Digester() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256: this is a bug", e);
      }
    }

    Sha256 of(byte[] bytes, int from, int length) {
      try {
        digest.update(bytes, from, length);
        digest.digest(result, 0, BYTES);
        return read(result, 0);
      } catch (DigestException e) {
        throw new IllegalStateException("a digest has " + BYTES + " bytes: this is a bug", e);
      }
    }
  }
}
