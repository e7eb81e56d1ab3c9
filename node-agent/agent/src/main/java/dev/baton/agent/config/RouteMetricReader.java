package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.RouteMetrics.Metric;
import dev.baton.agent.config.RouteMetrics.Preference;
import dev.baton.events.Family;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the options of a route that only say what connections start from. */
final class RouteMetricReader {
  /** keepalived's own limits: the kernel counts in eighths and quarters of a millisecond. */
  private static final long MAX_ROUND_TRIP_MILLIS = 960_000;

  private static final long MAX_VARIANCE_MILLIS = 480_000;

  private static final long MAX_RETRANSMISSION_MILLIS = 120_000;

  /** Less is no time that TCP can measure by; keepalived raises it too. */
  private static final long MIN_MILLIS = 200;

  private static final long FEATURE_ECN = 1;

  private final RoutingWords words;
  private final Map<Metric, Long> values = new EnumMap<>(Metric.class);
  private final EnumSet<Metric> locked = EnumSet.noneOf(Metric.class);
  private String congestionControl = "";
  private List<Integer> preference = List.of();
  private List<Long> expiresSeconds = List.of();
  private List<Word> expiresAt = List.of();
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
      case "expires" -> expires(word);
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
      case RTT -> 8 * millis(word, MAX_ROUND_TRIP_MILLIS);
      case RTTVAR -> 4 * millis(word, MAX_VARIANCE_MILLIS);
      case RTO_MIN -> millis(word, MAX_RETRANSMISSION_MILLIS);
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
  private long millis(Word word, long max) {
    String given = words.value(word);
    boolean isInSeconds = given.endsWith("s") && !given.endsWith("ms");
    String number = given.replaceFirst("m?s$", "");
    long millis =
        Numbers.isDecimal(number)
            ? Numbers.nanos(number) / (isInSeconds ? 1_000_000L : 1_000_000_000L)
            : Long.MAX_VALUE;
    if (millis > max) {
      words.wrong(word, given, "0 to %dms, or 0 to %ds".formatted(max, max / 1_000));
      return MIN_MILLIS;
    }
    if (millis < MIN_MILLIS) {
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

  private void expires(Word word) {
    expiresSeconds = List.of(words.number(word, 0, RoutingWords.MAX_U32));
    expiresAt = List.of(word);
  }

  /** Says what the family of the route has not, once it is known. */
  void check(Family family) {
    if (family == Family.IPV4) {
      expiresAt.forEach(
          word -> words.fault(word.position(), "expires is for IPv6 only: an IPv4 route stays"));
    }
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
