package dev.baton.controller.api;

import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 4h}, {@code 2d}. */
final class Durations {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(s|m|h|d)");
  private static final long SECOND_NANOS = 1_000_000_000L;

  private Durations() {}

  static long nanos(String name, String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      throw Problem.badRequest(
          "bad-duration", name + " must be like 90s, 10m, 4h or 2d, not \"" + text + "\"");
    }
    long count = Long.parseLong(match.group(1));
    long seconds =
        switch (match.group(2)) {
          case "s" -> count;
          case "m" -> count * 60;
          case "h" -> count * 3_600;
          case "d" -> count * 86_400;
          default -> throw new IllegalStateException(text + " matched: this is a bug");
        };
    if (seconds < 1 || seconds > 365L * 86_400) {
      throw Problem.badRequest("bad-duration", name + " must be from 1s to 365d, not " + text);
    }
    return seconds * SECOND_NANOS;
  }
}
