package dev.baton.events.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes tagged fields.
 *
 * <pre>
 * field   number u8 | kind u8 | value
 * NUMBER  zigzag varint
 * others  length varint | bytes
 * LIST    its bytes are items: length varint | bytes, again and again
 * </pre>
 */
public final class FieldWriter {
  /** A whole number, a truth value or a code. */
  static final int NUMBER = 1;

  /** UTF-8. */
  static final int TEXT = 2;

  /** Opaque bytes. */
  static final int BYTES = 3;

  /** Tagged fields. */
  static final int FIELDS = 4;

  /** Any number of items. */
  static final int LIST = 5;

  private byte[] buffer = new byte[128];
  private int size;

  /** A whole number; also for codes. */
  public void number(int field, long value) {
    tag(field, NUMBER);
    varint((value << 1) ^ (value >> 63));
  }

  /** A truth value. */
  public void flag(int field, boolean value) {
    number(field, value ? 1 : 0);
  }

  /** A text. */
  public void text(int field, String value) {
    tag(field, TEXT);
    sized(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Opaque bytes. */
  public void bytes(int field, byte[] value) {
    tag(field, BYTES);
    sized(value);
  }

  /** Fields within a field. */
  public <T> void nested(int field, T value, BiConsumer<T, FieldWriter> fields) {
    tag(field, FIELDS);
    sized(written(value, fields));
  }

  /** A list of things that have fields. */
  public <T> void list(int field, List<T> values, BiConsumer<T, FieldWriter> fields) {
    var items = new FieldWriter();
    for (var value : values) {
      items.sized(written(value, fields));
    }
    tag(field, LIST);
    sized(items.toByteArray());
  }

  /** A list of texts. */
  public void texts(int field, List<String> values) {
    byteStrings(field, values.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** A list of opaque byte strings. */
  public void byteStrings(int field, List<byte[]> values) {
    var items = new FieldWriter();
    values.forEach(items::sized);
    tag(field, LIST);
    sized(items.toByteArray());
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private static <T> byte[] written(T value, BiConsumer<T, FieldWriter> fields) {
    var out = new FieldWriter();
    fields.accept(value, out);
    return out.toByteArray();
  }

  private void tag(int field, int kind) {
    if (field < 1 || field > 255) {
      throw new IllegalStateException("field number " + field + ": this is a bug");
    }
    room(2);
    buffer[size++] = (byte) field;
    buffer[size++] = (byte) kind;
  }

  private void sized(byte[] value) {
    varint(value.length);
    room(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
    }
  }
}
