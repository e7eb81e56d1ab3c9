package dev.baton.agent.track;

import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tracker saw, told when it is something else than before, and at first.
 *
 * @param number of a file: what is in it; of processes: how many there are; else 0
 * @param detail the same in words, for the log; it begins with the number, where there is one
 */
public record TrackerReport(
    TrackerKind kind, String name, Sense sense, long number, String detail) {
  /** Begins the detail of what cannot be watched at all. */
  static final String NOT_RUN = "not run: ";

  private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,10})\\b.*", Pattern.DOTALL);

  /** What was reported, read back from the log. */
  public static Sense sense(boolean isUp, String detail) {
    if (detail.startsWith(NOT_RUN)) {
      return Sense.UNWATCHED;
    }
    return isUp ? Sense.UP : Sense.DOWN;
  }

  /** The number that a detail in the log begins with, or 0. */
  public static long number(String detail) {
    Matcher matcher = NUMBER.matcher(detail);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Whether this is known already. */
  public boolean saysTheSameAs(TrackerState state) {
    return sense == state.sense() && number == state.number() && detail.equals(state.detail());
  }
}
