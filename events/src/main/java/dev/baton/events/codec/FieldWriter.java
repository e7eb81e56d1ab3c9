package dev.baton.events.codec;

import dev.baton.events.Facts;
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

  private byte[] buffer = new byte[320];
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
    sized(value);
  }

  /** Opaque bytes. */
  public void bytes(int field, byte[] value) {
    tag(field, BYTES);
    sized(value);
  }

  /** Fields within a field. */
  public <T> void nested(int field, T value, BiConsumer<T, FieldWriter> fields) {
    tag(field, FIELDS);
    sized(value, fields);
  }

  /** A list of things that have fields. */
  public <T> void list(int field, List<T> values, BiConsumer<T, FieldWriter> fields) {
    tag(field, LIST);
    int start = beginSized();
    for (var value : values) {
      sized(value, fields);
    }
    endSized(start);
  }

  /** A list of things that have the fields 1, a name, and 2, a value. */
  void facts(int field, Facts facts) {
    tag(field, LIST);
    int length = facts.packedBytes();
    varint(length);
    room(length);
    facts.copyTo(buffer, size);
    size += length;
  }

  /** A list of texts. */
  public void texts(int field, List<String> values) {
    tag(field, LIST);
    int start = beginSized();
    values.forEach(this::sized);
    endSized(start);
  }

  /** A list of opaque byte strings. */
  public void byteStrings(int field, List<byte[]> values) {
    tag(field, LIST);
    int start = beginSized();
    values.forEach(this::sized);
    endSized(start);
  }

  /** How many bytes were written. */
  int size() {
    return size;
  }

  /** Puts all that was written into an array. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(buffer, 0, target, at, size);
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** Leaves room for the length of what follows, which is mostly below 128. */
  private int beginSized() {
    room(1);
    return ++size;
  }

  private void endSized(int start) {
    int length = size - start;
    int more = varintBytes(length) - 1;
    if (more > 0) {
      room(more);
      System.arraycopy(buffer, start, buffer, start + more, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  private <T> void sized(T value, BiConsumer<T, FieldWriter> fields) {
    int start = beginSized();
    fields.accept(value, this);
    endSized(start);
  }

  private void sized(String value) {
    int length = value.length();
    room(length + 1);
    int start = size + 1;
    for (int i = 0; i < length; i++) {
      char each = value.charAt(i);
      if (each >= 0x80 || length >= 0x80) {
        sized(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
      buffer[start + i] = (byte) each;
    }
    buffer[size] = (byte) length;
    size = start + length;
  }

  private static int varintBytes(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
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
