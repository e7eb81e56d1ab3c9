package dev.baton.events.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Has a fixed number of places, two of which each value may take; of three the oldest goes. */
final class Remembered<T> implements Known<T> {
  /** What is longer hardly comes twice. */
  private static final int MOST_BYTES = 64;

  private static final int PLACES = 2_048;

  private final List<Entry<T>> places;
  private final Known<T> reading;

  /** Bytes with their meaning. */
  private static final class Entry<T> {
    private final byte[] key;

    /** The first eight bytes, or as many as there are. */
    private final long head;

    /** The last eight, if there are more. */
    private final long tail;

    private final T value;

    Entry(byte[] key, long head, long tail, T value) {
      this.key = key;
      this.head = head;
      this.tail = tail;
      this.value = value;
    }

    boolean isOf(byte[] bytes, int from, int to, long itsHead, long itsTail) {
      int length = to - from;
      return head == itsHead
          && tail == itsTail
          && key.length == length
          && (length <= 2 * Long.BYTES || Arrays.equals(key, 0, length, bytes, from, to));
    }
  }

  /**
   * Knows nothing yet.
   *
   * @param any fills the places of which no key stands
   */
  Remembered(T any, Known<T> reading) {
    places = new ArrayList<>(Collections.nCopies(PLACES, new Entry<>(new byte[0], 0, 0, any)));
    this.reading = reading;
  }

  @Override
  public T of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > MOST_BYTES) {
      return reading.of(bytes, from, to);
    }
    long head = head(bytes, from, length);
    long tail = length <= Long.BYTES ? 0 : (long) RecordCodec.LONG.get(bytes, to - Long.BYTES);
    int place = place(head, tail, length);
    var first = places.get(place);
    if (first.isOf(bytes, from, to, head, tail)) {
      return first.value;
    }
    var second = places.get(place + 1);
    if (second.isOf(bytes, from, to, head, tail)) {
      return second.value;
    }
    var value = reading.of(bytes, from, to);
    places.set(place + 1, first);
    places.set(place, new Entry<>(Arrays.copyOfRange(bytes, from, to), head, tail, value));
    return value;
  }

  /** The first of the two; by the first and the last bytes, which differ in what comes often. */
  private static int place(long head, long tail, int length) {
    long mixed = (head * 0x9E3779B97F4A7C15L + length) ^ (tail * 0xC2B2AE3D27D4EB4FL);
    return (int) (mixed >>> 40) & PLACES - 2;
  }

  private static long head(byte[] bytes, int from, int length) {
    if (length >= Long.BYTES) {
      return (long) RecordCodec.LONG.get(bytes, from);
    }
    if (from + Long.BYTES <= bytes.length) {
      return (long) RecordCodec.LONG.get(bytes, from) & ((1L << (Byte.SIZE * length)) - 1);
    }
    long head = 0;
    for (int i = from + length - 1; i >= from; i--) {
      head = head << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return head;
  }
}
