package dev.baton.events.codec;

import dev.baton.events.Facts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link FieldWriter} wrote: fields in any order, unknown ones skipped, a missing one an
 * error and never a silent 0. Everything throws {@link MalformedFieldsException} on bad bytes.
 */
public final class FieldReader {
  /** A place is the field with its kind, where its value starts, and where it ends. */
  private static final int PLACE = 3;

  /** What stands in a text for bytes that are none, unless it stands there by itself. */
  private static final char REPLACEMENT = '\uFFFD';

  /** The bits that no byte of ASCII has. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final Facts.Packing packing = new Facts.Packing();
  private byte[] bytes = new byte[0];
  private int[] places = new int[14 * PLACE];
  private int from;
  private int to;
  private int first;
  private int count;
  private int position;
  private int expected;
  private long seen;

  /** Finds all fields in that part of the array. */
  public FieldReader(byte[] bytes, int from, int to) {
    enter(bytes, from, to);
  }

  /** Reads nothing before {@link #enter}. */
  FieldReader() {}

  /** As if it were made anew: finds all fields in that part of the array. */
  void enter(byte[] array, int start, int end) {
    bytes = array;
    count = 0;
    enter(start, end);
  }

  private void enter(int start, int end) {
    from = start;
    to = end;
    first = count;
    expected = first;
    seen = 0;
    position = start;
    while (position < end) {
      index(end);
    }
  }

  /** Whether the field is there, for those that may be absent. */
  public boolean has(int field) {
    return isKnown(field);
  }

  /** A number of 64 bits. */
  public long number(int field) {
    position = start(required(field, FieldWriter.NUMBER));
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
    int at = required(field, FieldWriter.TEXT);
    return utf8(bytes, start(at), end(at));
  }

  /** What the bytes of a field mean, if they alone decide it. */
  <T> T known(int field, int kind, Known<T> known) {
    int at = required(field, kind);
    return known.of(bytes, start(at), end(at));
  }

  /** A copy of opaque bytes. */
  public byte[] bytes(int field) {
    int at = required(field, FieldWriter.BYTES);
    return Arrays.copyOfRange(bytes, start(at), end(at));
  }

  /** Where opaque bytes begin in the array that is read. */
  int startOfBytes(int field) {
    return start(required(field, FieldWriter.BYTES));
  }

  /** Where they end. */
  int endOfBytes(int field) {
    return end(required(field, FieldWriter.BYTES));
  }

  /** Fields within a field. */
  public <T> T nested(int field, Function<FieldReader, T> read) {
    int at = required(field, FieldWriter.FIELDS);
    return within(start(at), end(at), read);
  }

  /** A list of things that have fields. */
  public <T> List<T> list(int field, Function<FieldReader, T> read) {
    return items(field, (start, end) -> within(start, end, read));
  }

  /** A list of texts. */
  public List<String> texts(int field) {
    return items(field, (start, end) -> utf8(bytes, start, end));
  }

  /** A list of things that have a name and a value. */
  Facts facts(int field, int name, int value) {
    int at = required(field, FieldWriter.LIST);
    int listEnd = end(at);
    position = start(at);
    // Looked at once for all of them: what is ASCII is UTF-8, and nearly all facts are.
    boolean isUtf8 = isAscii(position, listEnd);
    packing.restart();
    var outer = scope();
    while (position < listEnd) {
      int length = length(listEnd);
      int next = position + length;
      enter(position, next);
      pack(name, isUtf8);
      pack(value, isUtf8);
      count = first;
      position = next;
    }
    back(outer);
    return packing.facts();
  }

  private void pack(int field, boolean isUtf8) {
    int at = required(field, FieldWriter.TEXT);
    if (!isUtf8) {
      utf8(bytes, start(at), end(at));
    }
    packing.add(bytes, start(at), end(at));
  }

  /** A list of opaque byte strings. */
  public List<byte[]> byteStrings(int field) {
    return items(field, (start, end) -> Arrays.copyOfRange(bytes, start, end));
  }

  private <T> T within(int start, int end, Function<FieldReader, T> read) {
    var outer = scope();
    enter(start, end);
    var value = read.apply(this);
    back(outer);
    return value;
  }

  /** What is being read; the places of what is within it stand behind its own, for a while. */
  private record Scope(int from, int to, int first, int count, int expected, long seen) {}

  private Scope scope() {
    return new Scope(from, to, first, count, expected, seen);
  }

  private void back(Scope scope) {
    from = scope.from;
    to = scope.to;
    first = scope.first;
    count = scope.count;
    expected = scope.expected;
    seen = scope.seen;
  }

  private interface Item<T> {
    T read(int start, int end);
  }

  private <T> List<T> items(int field, Item<T> item) {
    int at = required(field, FieldWriter.LIST);
    var items = new ArrayList<T>();
    position = start(at);
    while (position < end(at)) {
      int length = length(end(at));
      int start = position;
      position += length;
      int next = position;
      items.add(item.read(start, next));
      position = next;
    }
    return items;
  }

  /** Finds where the field ends that begins at the position. */
  private void index(int limit) {
    if (limit - position < 2) {
      throw malformed("a field's tag is cut off");
    }
    int field = bytes[position] & 0xFF;
    int kind = bytes[position + 1] & 0xFF;
    position += 2;
    if (field == 0 || kind == 0) {
      throw malformed("field " + field + " of kind " + kind);
    }
    if (isKnown(field)) {
      throw malformed("field " + field + " stands twice");
    }
    int start = position;
    if (kind == FieldWriter.NUMBER) {
      varint(limit);
    } else {
      int length = length(limit);
      start = position;
      position += length;
    }
    remember(field, kind, start);
  }

  private boolean isKnown(int field) {
    return field < Long.SIZE ? (seen & 1L << field) != 0 : find(field) >= 0;
  }

  private void remember(int field, int kind, int start) {
    if (count * PLACE == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    int at = PLACE * count++;
    seen |= field < Long.SIZE ? 1L << field : 0;
    places[at] = field << 8 | kind;
    places[at + 1] = start;
    places[at + 2] = position;
  }

  private int start(int at) {
    return places[at * PLACE + 1];
  }

  private int end(int at) {
    return places[at * PLACE + 2];
  }

  private int kind(int at) {
    return places[at * PLACE] & 0xFF;
  }

  /** Fields are mostly asked for in the order in which they stand. */
  private int find(int field) {
    if (expected < count && places[expected * PLACE] >>> 8 == field) {
      return expected++;
    }
    for (int i = first; i < count; i++) {
      if (places[i * PLACE] >>> 8 == field) {
        expected = i + 1;
        return i;
      }
    }
    return -1;
  }

  private int required(int field, int kind) {
    int at = find(field);
    if (at < 0) {
      throw malformed("field " + field + " is missing");
    }
    if (kind(at) != kind) {
      throw malformed("field " + field + " is of kind " + kind(at) + ", not " + kind);
    }
    return at;
  }

  private boolean isAscii(int start, int end) {
    long all = 0;
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      all |= (long) RecordCodec.LONG.get(bytes, at);
    }
    for (; at < end; at++) {
      all |= bytes[at];
    }
    return (all & HIGH_BITS) == 0;
  }

  static String utf8(byte[] bytes, int start, int end) {
    var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedFieldsException("no UTF-8 in the " + (end - start) + " bytes at " + start);
    }
  }

  private int length(int limit) {
    long length = varint(limit);
    if (length < 0 || length > limit - position) {
      throw malformed("a length of " + length + " reaches past the end");
    }
    return (int) length;
  }

  private long varint(int limit) {
    // Nearly all lengths and codes are one byte.
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++];
    }
    return longVarint(limit);
  }

  private long longVarint(int limit) {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
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

  private static long zigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private MalformedFieldsException malformed(String what) {
    return new MalformedFieldsException(what + " (fields of " + (to - from) + " bytes)");
  }
}
