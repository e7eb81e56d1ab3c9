package dev.baton.controller.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads times as people write them, by the clock on their wall. */
final class When {
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

  private When() {}

  /** As the API wants it: {@code seq:N}, or a time in UTC. */
  static String parse(String text, Instant now, ZoneId zone) {
    if (text.startsWith("seq:")) {
      return text;
    }
    List<Function<String, Instant>> forms =
        List.of(
            each -> OffsetDateTime.parse(each).toInstant(),
            each -> LocalDateTime.parse(each.replace(' ', 'T')).atZone(zone).toInstant(),
            each -> lastTimeItWas(LocalTime.parse(each), now, zone),
            each -> now.minus(ago(each)));
    for (Function<String, Instant> form : forms) {
      try {
        return form.apply(text).toString();
      } catch (DateTimeException e) {
        // Another form, then.
      }
    }
    throw new Failure(
        2,
        "--at: '"
            + text
            + "' is no time: write 03:12, '2026-03-01 03:12', 2026-03-01T03:12:00Z, 10m, or seq:N");
  }

  private static Instant lastTimeItWas(LocalTime time, Instant now, ZoneId zone) {
    var today = now.atZone(zone).toLocalDate();
    var then = today.atTime(time).atZone(zone).toInstant();
    return then.isAfter(now) ? today.minusDays(1).atTime(time).atZone(zone).toInstant() : then;
  }

  private static Duration ago(String text) {
    var match = AGO.matcher(text);
    if (!match.matches()) {
      throw new DateTimeException(text);
    }
    long count = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
