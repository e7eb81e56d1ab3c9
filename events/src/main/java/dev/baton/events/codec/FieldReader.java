package dev.baton.events.codec;

import dev.baton.events.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link FieldWriter} wrote: fields in any order, unknown ones skipped, a missing one an
 * error and never a silent 0. Everything throws {@link MalformedFieldsException} on bad bytes.
 */
public final class FieldReader {
  /** Fields below have a place of their own; there is none above yet that anybody asks for. */
  private static final int NEAR_FIELDS = Long.SIZE;

  private static final int TAG_BYTES = 2;

  /** The bits that are set in each byte of a number but the last. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final Facts.Packing packing = new Facts.Packing();
  private byte[] bytes = new byte[0];

  /** Where the tags of near fields stand: by number, behind those of what is around them. */
  private int[] near = new int[NEAR_FIELDS];

  /** Where those of far fields stand: in the order in which they came. */
  private int[] far = new int[4];

  private int from;
  private int to;
  private int nearBase;
  private int farBase;
  private int farCount;
  private long seen;
  private int position;

  /** Finds all fields in that part of the array. */
  public FieldReader(byte[] bytes, int from, int to) {
    enter(bytes, from, to);
  }

  /** Reads nothing before {@link #enter}. */
  FieldReader() {}

  /** As if it were made anew: finds all fields in that part of the array. */
  void enter(byte[] array, int start, int end) {
    bytes = array;
    nearBase = 0;
    farBase = 0;
    farCount = 0;
    find(start, end);
  }

  /** Whether the field is there, for those that may be absent. */
  public boolean has(int field) {
    return field < NEAR_FIELDS ? (seen & 1L << field) != 0 : farTag(field) >= 0;
  }

  /** A number of 64 bits. */
  public long number(int field) {
    position = value(field, FieldWriter.NUMBER);
    return zigzag(varint(to));
  }

  /** A number that fits 32 bits. */
  public int whole(int field) {
    long value = number(field);
    if (value != (int) value) {
      throw malformed("field " + field + " does not fit 32 bits: " + value);
    }
    return (int) value;
  }

  /** A truth value. */
  public boolean flag(int field) {
    long value = number(field);
    if (value != 0 && value != 1) {
      throw malformed("field " + field + " is neither true nor false: " + value);
    }
    return value == 1;
  }

  /** A text. */
  public String text(int field) {
    int end = goInto(field, FieldWriter.TEXT);
    return Utf8.text(bytes, position, end);
  }

  /** What the bytes of a field mean, if they alone decide it. */
  <T> T known(int field, int kind, Known<T> known) {
    int end = goInto(field, kind);
    return known.of(bytes, position, end);
  }

  /** A copy of opaque bytes. */
  public byte[] bytes(int field) {
    int end = goInto(field, FieldWriter.BYTES);
    return Arrays.copyOfRange(bytes, position, end);
  }

  /** Goes to where opaque bytes begin in the array that is read; tells where they end. */
  int goToBytes(int field) {
    return goInto(field, FieldWriter.BYTES);
  }

  /** Where it went. */
  int position() {
    return position;
  }

  /** Fields within a field. */
  public <T> T nested(int field, Function<FieldReader, T> read) {
    int end = goInto(field, FieldWriter.FIELDS);
    return within(position, end, read);
  }

  /** A list of things that have fields. */
  public <T> List<T> list(int field, Function<FieldReader, T> read) {
    return items(field, (start, end) -> within(start, end, read));
  }

  /** A list of texts. */
  public List<String> texts(int field) {
    return items(field, (start, end) -> Utf8.text(bytes, start, end));
  }

  /** A list of opaque byte strings. */
  public List<byte[]> byteStrings(int field) {
    return items(field, (start, end) -> Arrays.copyOfRange(bytes, start, end));
  }

  /** A list of things that have the fields 1, a name, and 2, a value. */
  Facts facts(int field) {
    int listEnd = goInto(field, FieldWriter.LIST);
    // Looked at once for all of them: what is ASCII is UTF-8, and nearly all facts are.
    boolean isAscii = Utf8.isAscii(bytes, position, listEnd);
    return isAscii && Facts.arePlain(bytes, position, listEnd)
        ? Facts.ofPlain(bytes, position, listEnd)
        : packed(listEnd);
  }

  private Facts packed(int listEnd) {
    packing.restart();
    var outer = scope();
    while (position < listEnd) {
      int length = length(listEnd);
      int next = position + length;
      goWithin(position, next);
      pack();
      position = next;
      back(outer);
    }
    return packing.facts();
  }

  private void pack() {
    int nameEnd = goInto(1, FieldWriter.TEXT);
    int name = position;
    int valueEnd = goInto(2, FieldWriter.TEXT);
    Utf8.text(bytes, name, nameEnd);
    Utf8.text(bytes, position, valueEnd);
    packing.add(bytes, name, nameEnd, position, valueEnd);
  }

  private <T> T within(int start, int end, Function<FieldReader, T> read) {
    var outer = scope();
    goWithin(start, end);
    var value = read.apply(this);
    back(outer);
    return value;
  }

  /** What is being read; the places of what is within it stand behind its own, for a while. */
  private record Scope(int from, int to, int nearBase, int farBase, int farCount, long seen) {}

  private Scope scope() {
    return new Scope(from, to, nearBase, farBase, farCount, seen);
  }

  private void goWithin(int start, int end) {
    nearBase += NEAR_FIELDS;
    farBase = farCount;
    find(start, end);
  }

  private void back(Scope scope) {
    from = scope.from;
    to = scope.to;
    nearBase = scope.nearBase;
    farBase = scope.farBase;
    farCount = scope.farCount;
    seen = scope.seen;
  }

  private interface Item<T> {
    T read(int start, int end);
  }

  private <T> List<T> items(int field, Item<T> item) {
    int listEnd = goInto(field, FieldWriter.LIST);
    var items = new ArrayList<T>();
    while (position < listEnd) {
      int length = length(listEnd);
      int start = position;
      int next = start + length;
      items.add(item.read(start, next));
      position = next;
    }
    return items;
  }

  /** Finds all fields between two places, one after the other: done for each record read. */
  private void find(int start, int end) {
    from = start;
    to = end;
    if (nearBase == near.length) {
      near = Arrays.copyOf(near, near.length + 2 * NEAR_FIELDS);
    }
    var array = bytes;
    long found = 0;
    int at = start;
    while (at < end) {
      if (end - at < TAG_BYTES) {
        throw malformed("a field's tag is cut off");
      }
      int field = array[at] & 0xFF;
      int kind = array[at + 1] & 0xFF;
      if (field == 0 || kind == 0) {
        throw malformed("field " + field + " of kind " + kind);
      }
      if (field >= NEAR_FIELDS) {
        foundFar(field, at);
      } else if ((found & 1L << field) == 0) {
        found |= 1L << field;
        near[nearBase + field] = at;
      } else {
        throw twice(field);
      }
      at = kind == FieldWriter.NUMBER ? behindNumber(at, end) : behindSized(at, end);
    }
    seen = found;
  }

  private void foundFar(int field, int tagAt) {
    if (farTag(field) >= 0) {
      throw twice(field);
    }
    if (farCount == far.length) {
      far = Arrays.copyOf(far, 2 * farCount);
    }
    far[farCount++] = tagAt;
  }

  private int behindNumber(int tagAt, int end) {
    int at = tagAt + TAG_BYTES;
    if (at < end && bytes[at] >= 0) {
      return at + 1;
    }
    position = at;
    longVarint(end);
    return position;
  }

  private int behindSized(int tagAt, int end) {
    int at = tagAt + TAG_BYTES;
    if (at < end && bytes[at] >= 0 && bytes[at] < end - at) {
      return at + 1 + bytes[at];
    }
    position = at;
    int length = length(end);
    return position + length;
  }

  private int farTag(int field) {
    for (int i = farBase; i < farCount; i++) {
      if ((bytes[far[i]] & 0xFF) == field) {
        return far[i];
      }
    }
    return -1;
  }

  /** Where the value begins, or its length, of a field that must be there. */
  private int value(int field, int kind) {
    if (!has(field)) {
      throw malformed("field " + field + " is missing");
    }
    int at = field < NEAR_FIELDS ? near[nearBase + field] : farTag(field);
    if (bytes[at + 1] != kind) {
      throw malformed("field " + field + " is of kind " + (bytes[at + 1] & 0xFF) + ", not " + kind);
    }
    return at + TAG_BYTES;
  }

  /** The position is then where the value begins; tells where it ends. */
  private int goInto(int field, int kind) {
    position = value(field, kind);
    int length = length(to);
    return position + length;
  }

  private int length(int limit) {
    long length = varint(limit);
    if (length < 0 || length > limit - position) {
      throw malformed("a length of " + length + " reaches past the end");
    }
    return (int) length;
  }

  private long varint(int limit) {
    // Nearly all lengths and codes are one byte, and that of a record within a record is two.
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++];
    }
    if (position + 1 < limit && bytes[position + 1] >= 0) {
      position += 2;
      return (bytes[position - 2] & 0x7F) | (bytes[position - 1] << 7);
    }
    return longVarint(limit);
  }

  private long longVarint(int limit) {
    long value = 0;
    int shift = 0;
    if (limit - position >= Long.BYTES) {
      long eight = (long) RecordCodec.LONG.get(bytes, position);
      long ends = ~eight & HIGH_BITS;
      if (ends != 0) {
        int bits = Long.numberOfTrailingZeros(ends) + 1;
        position += bits / Byte.SIZE;
        return sevens(eight & (-1L >>> (Long.SIZE - bits)));
      }
      value = sevens(eight);
      shift = 7 * Long.BYTES;
      position += Long.BYTES;
    }
    for (; shift < 70; shift += 7) {
      if (position >= limit) {
        throw malformed("a number is cut off");
      }
      byte next = bytes[position++];
      if (shift == 63 && (next & 0xFE) != 0) {
        break;
      }
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 64 bits");
  }

  /** The lower seven bits of each of eight bytes, side by side. */
  private static long sevens(long eight) {
    long of2 = (eight & 0x007F007F007F007FL) | (eight & 0x7F007F007F007F00L) >>> 1;
    long of4 = (of2 & 0x00003FFF00003FFFL) | (of2 & 0x3FFF00003FFF0000L) >>> 2;
    return (of4 & 0x000000000FFFFFFFL) | (of4 & 0x0FFFFFFF00000000L) >>> 4;
  }

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private MalformedFieldsException twice(int field) {
    return malformed("field " + field + " stands twice");
  }

  private MalformedFieldsException malformed(String what) {
    return new MalformedFieldsException(what + " (fields of " + (to - from) + " bytes)");
  }
}
