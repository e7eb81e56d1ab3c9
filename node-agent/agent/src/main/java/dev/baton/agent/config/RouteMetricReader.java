package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.RouteMetrics.Metric;
import dev.baton.agent.config.RouteMetrics.Preference;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the options of a route that only say what connections start from. */
final class RouteMetricReader {
  private static final long MAX_MILLIS = 3_600_000;

  /** Less is no time that TCP can measure by; keepalived raises it too. */
  private static final long MIN_MILLIS = 200;

  private static final long FEATURE_ECN = 1;

  private final RoutingWords words;
  private final Map<Metric, Long> values = new EnumMap<>(Metric.class);
  private final EnumSet<Metric> locked = EnumSet.noneOf(Metric.class);
  private String congestionControl = "";
  private List<Integer> preference = List.of();
  private List<Long> expiresSeconds = List.of();
  private List<Boolean> ttlPropagate = List.of();

  RouteMetricReader(RoutingWords words) {
    this.words = words;
  }

  RouteMetrics metrics() {
    return new RouteMetrics(
        values, locked, congestionControl, preference, expiresSeconds, ttlPropagate);
  }

  /** Reads the option if it is one of these; whether it was. */
  boolean isRead(Word word) {
    for (Metric metric : Metric.values()) {
      if (metric.word().equals(word.text())) {
        metric(metric, word);
        return true;
      }
    }
    switch (word.text()) {
      case "congctl" -> congestionControl(word);
      case "pref" -> preference(word);
      case "expires" -> expiresSeconds = List.of(words.number(word, 0, Integer.MAX_VALUE));
      case "ttl-propagate" -> ttlPropagate(word);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void metric(Metric metric, Word word) {
    if (words.takes("lock")) {
      locked.add(metric);
    }
    values.put(metric, value(metric, word));
  }

  private long value(Metric metric, Word word) {
    return switch (metric) {
      case RTT -> 8 * millis(word);
      case RTTVAR -> 4 * millis(word);
      case RTO_MIN -> millis(word);
      case HOPLIMIT -> words.number(word, 0, 255);
      case QUICKACK, FASTOPEN_NO_COOKIE -> words.number(word, 0, 1);
      case FEATURES -> features(word);
      case MTU, WINDOW, SSTHRESH, CWND, ADVMSS, REORDERING, INITCWND, INITRWND ->
          words.number(word, 0, RoutingWords.MAX_U32);
    };
  }

  private long features(Word word) {
    String given = words.value(word);
    if (!given.equals("ecn")) {
      words.wrong(word, given, "ecn");
    }
    return FEATURE_ECN;
  }

  /** Milliseconds, unless a unit stands behind. */
  private long millis(Word word) {
    String given = words.value(word);
    String number = given;
    long factor = 1;
    if (given.endsWith("ms")) {
      number = given.substring(0, given.length() - 2);
    } else if (given.endsWith("s")) {
      number = given.substring(0, given.length() - 1);
      factor = 1_000;
    }
    long millis = factor * words.number(word, number, 0, MAX_MILLIS / factor);
    if (millis < MIN_MILLIS && !words.isFaulty()) {
      words.warn(
          word.position(),
          "%s is '%s', allowed is at least 200ms; 200ms is used instead: correct it"
              .formatted(word.text(), given));
      return MIN_MILLIS;
    }
    return millis;
  }

  private void congestionControl(Word word) {
    words.takes("lock");
    congestionControl = words.value(word).toLowerCase(Locale.ROOT);
  }

  private void preference(Word word) {
    String given = words.value(word);
    if (Preference.isPreference(given)) {
      preference = List.of(Preference.of(given));
    } else {
      words.wrong(word, given, "low, medium or high");
    }
  }

  private void ttlPropagate(Word word) {
    String given = words.value(word);
    if (given.equals("enabled") || given.equals("disabled")) {
      ttlPropagate = List.of(given.equals("enabled"));
    } else {
      words.wrong(word, given, "enabled or disabled");
    }
  }
}
