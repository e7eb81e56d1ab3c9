package dev.baton.events.codec;

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
  private final byte[] bytes;
  private final int from;
  private final int to;
  private int[] fields = new int[16];
  private int[] kinds = new int[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int count;
  private int position;

  /** Finds all fields in that part of the array. */
  public FieldReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.position = from;
    while (position < to) {
      index();
    }
  }

  /** Whether the field is there, for those that may be absent. */
  public boolean has(int field) {
    return find(field) >= 0;
  }

  /** A number of 64 bits. */
  public long number(int field) {
    position = starts[required(field, FieldWriter.NUMBER)];
    return zigzag(varint());
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
    return utf8(starts[at], ends[at]);
  }

  /** A copy of opaque bytes. */
  public byte[] bytes(int field) {
    int at = required(field, FieldWriter.BYTES);
    return Arrays.copyOfRange(bytes, starts[at], ends[at]);
  }

  /** Where opaque bytes begin in the array that is read. */
  int startOfBytes(int field) {
    return starts[required(field, FieldWriter.BYTES)];
  }

  /** Fields within a field. */
  public <T> T nested(int field, Function<FieldReader, T> read) {
    int at = required(field, FieldWriter.FIELDS);
    return read.apply(new FieldReader(bytes, starts[at], ends[at]));
  }

  /** A list of things that have fields. */
  public <T> List<T> list(int field, Function<FieldReader, T> read) {
    return items(field, (start, end) -> read.apply(new FieldReader(bytes, start, end)));
  }

  /** A list of texts. */
  public List<String> texts(int field) {
    return items(field, this::utf8);
  }

  /** A list of opaque byte strings. */
  public List<byte[]> byteStrings(int field) {
    return items(field, (start, end) -> Arrays.copyOfRange(bytes, start, end));
  }

  private interface Item<T> {
    T read(int start, int end);
  }

  private <T> List<T> items(int field, Item<T> item) {
    int at = required(field, FieldWriter.LIST);
    var items = new ArrayList<T>();
    position = starts[at];
    while (position < ends[at]) {
      int length = length(ends[at]);
      int start = position;
      position += length;
      int next = position;
      items.add(item.read(start, next));
      position = next;
    }
    return items;
  }

  private void index() {
    if (to - position < 2) {
      throw malformed("a field's tag is cut off");
    }
    int field = bytes[position++] & 0xFF;
    int kind = bytes[position++] & 0xFF;
    if (field == 0 || kind == 0) {
      throw malformed("field " + field + " of kind " + kind);
    }
    if (find(field) >= 0) {
      throw malformed("field " + field + " stands twice");
    }
    int start = position;
    if (kind == FieldWriter.NUMBER) {
      varint();
    } else {
      int length = length(to);
      start = position;
      position += length;
    }
    remember(field, kind, start);
  }

  private void remember(int field, int kind, int start) {
    if (count == fields.length) {
      fields = Arrays.copyOf(fields, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    fields[count] = field;
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = position;
    count++;
  }

  private int find(int field) {
    for (int i = 0; i < count; i++) {
      if (fields[i] == field) {
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
    if (kinds[at] != kind) {
      throw malformed("field " + field + " is of kind " + kinds[at] + ", not " + kind);
    }
    return at;
  }

  private String utf8(int start, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("no UTF-8 at byte " + (start - from));
    }
  }

  private int length(int limit) {
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw malformed("a length of " + length + " reaches past the end");
    }
    return (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= to) {
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
