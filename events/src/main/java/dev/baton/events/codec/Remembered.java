package dev.baton.events.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Has a fixed number of places; one that two values want is the later one's. */
final class Remembered<T> implements Known<T> {
  /** What is longer hardly comes twice. */
  private static final int MOST_BYTES = 64;

  private static final int PLACES = 512;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[][] keys = new byte[PLACES][];
  private final List<T> values;
  private final Known<T> reading;

  /**
   * Knows nothing yet.
   *
   * @param any fills the places of which no key stands
   */
  Remembered(T any, Known<T> reading) {
    Arrays.fill(keys, new byte[0]);
    values = new ArrayList<>(Collections.nCopies(PLACES, any));
    this.reading = reading;
  }

  @Override
  public T of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > MOST_BYTES) {
      return reading.of(bytes, from, to);
    }
    int place = place(bytes, from, to);
    var key = keys[place];
    if (key.length == length && Arrays.equals(key, 0, length, bytes, from, to)) {
      return values.get(place);
    }
    var value = reading.of(bytes, from, to);
    keys[place] = Arrays.copyOfRange(bytes, from, to);
    values.set(place, value);
    return value;
  }

  /** Of the first and the last eight bytes: in what comes often those differ. */
  private static int place(byte[] bytes, int from, int to) {
    long mixed = eight(bytes, from, to) * 0x9E3779B97F4A7C15L + (to - from);
    if (to - from > Long.BYTES) {
      mixed ^= eight(bytes, to - Long.BYTES, to) * 0xC2B2AE3D27D4EB4FL;
    }
    return (int) (mixed >>> 40) & PLACES - 1;
  }

  /** The first eight bytes, or as many as there are. */
  private static long eight(byte[] bytes, int from, int to) {
    if (to - from >= Long.BYTES) {
      return (long) LONG.get(bytes, from);
    }
    if (from + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, from) & ((1L << (Byte.SIZE * (to - from))) - 1);
    }
    long eight = 0;
    for (int i = to - 1; i >= from; i--) {
      eight = eight << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return eight;
  }
}
