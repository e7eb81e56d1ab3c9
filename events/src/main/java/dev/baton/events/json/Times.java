package dev.baton.events.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Wall clock times as the API writes them: RFC 3339, UTC, nine decimals. */
public final class Times {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Nanoseconds since 1970 as a text. */
  public static String text(long wallNanos) {
    return FORM.format(
        Instant.ofEpochSecond(
            Math.floorDiv(wallNanos, NANOS_PER_SECOND),
            Math.floorMod(wallNanos, NANOS_PER_SECOND)));
  }
}
