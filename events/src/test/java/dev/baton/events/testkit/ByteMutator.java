package dev.baton.events.testkit;

import java.util.SplittableRandom;

/** Makes bad bytes of good ones, from a seed. */
public final class ByteMutator {
  private final SplittableRandom random;

  /** The same seed gives the same bytes. */
  public ByteMutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Any bytes at all. */
  public byte[] noise() {
    var bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The same with one to four changes: bits, bytes, cuts, repeats. */
  public byte[] mutate(byte[] good) {
    var bytes = good.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    if (bytes.length == 0) {
      return noise();
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 1 -> with(bytes, at, (byte) random.nextInt(256));
      case 2 -> java.util.Arrays.copyOf(bytes, at);
      default -> spliced(bytes, at, random.nextInt(bytes.length));
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int at, int from) {
    var out = new byte[at + bytes.length - from];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(bytes, from, out, at, bytes.length - from);
    return out;
  }
}
