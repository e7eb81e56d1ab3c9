package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.regex.Pattern;

/** What {@code random_seed} may be: a number of 32 bits without a sign, in decimal digits. */
final class RandomSeed {
  static final String WORD = "random_seed";

  // As many zeros in front as anybody likes, as for keepalived.
  private static final Pattern NUMBER = Pattern.compile("\\+?0*(\\d{1,10})");
  private static final long MOST = 0xFFFF_FFFFL;

  private RandomSeed() {}

  static boolean isSeed(String text) {
    var number = NUMBER.matcher(text);
    return number.matches() && Long.parseLong(number.group(1)) <= MOST;
  }

  /** The number that {@link #isSeed} has accepted. */
  static long of(String text) {
    return Long.parseLong(text);
  }

  /** Says which are read over, each where it stands. */
  static void check(Settings globals, Findings findings) {
    globals.word(WORD, "");
    for (Statement statement : globals.all(WORD)) {
      statement.arguments().stream()
          .limit(1)
          .filter(given -> !isSeed(given.text()))
          .forEach(given ->
              findings.warn(
                  statement.position(),
                  "random_seed is '%s', allowed is 0 to %d; it is read over: correct it"
                      .formatted(given.text(), MOST)));
    }
  }
}
