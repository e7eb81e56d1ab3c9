package dev.baton.events.json;

import dev.baton.events.LogId;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A position in a log, opaque to everybody else: which log, and behind which record of it.
 *
 * @param logIdPrefix the log's first 64 bits, enough to notice another log
 * @param seq the last record before the position, 0 for the beginning
 */
public record Cursor(long logIdPrefix, long seq) {
  private static final int BYTES = 2 * Long.BYTES;

  /** Rejects positions that no log has. */
  public Cursor {
    if (seq < 0) {
      throw new IllegalArgumentException("a cursor stands behind record 0 or later, not " + seq);
    }
  }

  /** What a text is. */
  public sealed interface Parsed {
    /** A cursor. */
    record Ok(Cursor cursor) implements Parsed {}

    /** None that was ever given out. */
    record Malformed() implements Parsed {}
  }

  /** The position behind that record of that log. */
  public static Cursor after(LogId logId, long seq) {
    return new Cursor(logId.high(), seq);
  }

  /** Reads what {@link #format} wrote. */
  public static Parsed parse(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BYTES) {
        return new Parsed.Malformed();
      }
      var buffer = ByteBuffer.wrap(bytes);
      return new Parsed.Ok(new Cursor(buffer.getLong(), buffer.getLong()));
    } catch (IllegalArgumentException e) {
      return new Parsed.Malformed();
    }
  }

  /** Whether it is a position in that log. */
  public boolean isOf(LogId logId) {
    return logIdPrefix == logId.high();
  }

  /** The text that clients hand back. */
  public String format() {
    var bytes = ByteBuffer.allocate(BYTES).putLong(logIdPrefix).putLong(seq).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
