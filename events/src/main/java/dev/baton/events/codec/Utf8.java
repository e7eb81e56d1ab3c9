package dev.baton.events.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as bytes. */
final class Utf8 {
  /** What stands in a text for bytes that are none, unless it stands there by itself. */
  private static final char REPLACEMENT = '\uFFFD';

  /** The bits that no byte of ASCII has. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * The text that these bytes are.
   *
   * @throws MalformedFieldsException if they are none
   */
  static String text(byte[] bytes, int start, int end) {
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

  /** Whether all of them are ASCII, and so a text whatever they say. */
  static boolean isAscii(byte[] bytes, int start, int end) {
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
}
