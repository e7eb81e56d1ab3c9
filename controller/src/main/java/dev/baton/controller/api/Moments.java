package dev.baton.controller.api;

import dev.baton.controller.projection.At;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads the {@code at} of a request: {@code seq:N}, or a time as in RFC 3339. */
final class Moments {
  private static final String SEQ = "seq:";

  private Moments() {}

  /**
   * What that text says; now, when it is empty.
   *
   * @param newestSeq how many events there are
   * @param nowNanos what time it is
   */
  static At parse(String text, long newestSeq, long nowNanos) {
    if (text.isEmpty()) {
      return At.NOW;
    }
    return text.startsWith(SEQ)
        ? seq(text.substring(SEQ.length()), newestSeq)
        : time(text, nowNanos);
  }

  private static At seq(String text, long newestSeq) {
    long seq = Query.number("at", text);
    if (seq < 0 || seq > newestSeq) {
      throw Problem.badRequest(
          "bad-parameter", "at=seq:" + seq + ": the log has the numbers 1 to " + newestSeq);
    }
    return new At.Seq(seq);
  }

  private static At time(String text, long nowNanos) {
    try {
      var instant = OffsetDateTime.parse(text).toInstant();
      long nanos =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
      if (nanos > nowNanos) {
        throw Problem.badRequest("bad-parameter", "at=" + text + " is yet to come");
      }
      return new At.Time(nanos);
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.badRequest(
          "bad-parameter",
          "at must be a time like 2026-03-01T03:12:00Z (a + in it written as %2B), or seq:N; not \""
              + text
              + "\"");
    }
  }
}
