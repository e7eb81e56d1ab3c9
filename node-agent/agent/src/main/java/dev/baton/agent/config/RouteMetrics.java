package dev.baton.agent.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What TCP and path discovery start from on a route.
 *
 * @param values in the kernel's units
 * @param locked those that the kernel must not change
 * @param congestionControl the algorithm, empty for the host's own
 * @param preference of an IPv6 router (RFC 4191), as the kernel counts it: none or one
 * @param expiresSeconds when an IPv6 route ends by itself: none or one
 * @param ttlPropagate whether an MPLS hop limit is carried over: none or one
 */
public record RouteMetrics(
    Map<Metric, Long> values,
    Set<Metric> locked,
    String congestionControl,
    List<Integer> preference,
    List<Long> expiresSeconds,
    List<Boolean> ttlPropagate) {

  /** The metrics by the kernel's RTAX_ numbers. */
  public enum Metric {
    /** Largest packet. */
    MTU(2),
    /** Largest window that is advertised. */
    WINDOW(3),
    /** First guess of the round trip, in eighths of a millisecond. */
    RTT(4),
    /** First guess of its variance, in quarters of a millisecond. */
    RTTVAR(5),
    /** Slow start threshold. */
    SSTHRESH(6),
    /** Clamp of the congestion window. */
    CWND(7),
    /** Largest segment that is advertised. */
    ADVMSS(8),
    /** How far packets may be reordered. */
    REORDERING(9),
    /** Hop limit. */
    HOPLIMIT(10),
    /** First congestion window. */
    INITCWND(11),
    /** A set of bits; ECN is the first. */
    FEATURES(12),
    /** Shortest retransmission time, in milliseconds. */
    RTO_MIN(13),
    /** First window that is advertised. */
    INITRWND(14),
    /** Whether delayed acknowledgements are off. */
    QUICKACK(15),
    /** Whether TCP fast open goes without its cookie. */
    FASTOPEN_NO_COOKIE(17);

    private final int number;

    Metric(int number) {
      this.number = number;
    }

    /** The kernel's number. */
    public int number() {
      return number;
    }

    /** As the configuration writes it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes copies, in the order of the kernel's numbers. */
  public RouteMetrics {
    var ordered = new EnumMap<Metric, Long>(Metric.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
    locked = Set.copyOf(locked);
    preference = List.copyOf(preference);
    expiresSeconds = List.copyOf(expiresSeconds);
    ttlPropagate = List.copyOf(ttlPropagate);
  }

  /** As the configuration writes it, each with a space in front; times in the kernel's units. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    values.forEach((metric, value) ->
        text.append(' ')
            .append(metric.word())
            .append(locked.contains(metric) ? " lock " : " ")
            .append(value));
    text.append(congestionControl.isEmpty() ? "" : " congctl " + congestionControl);
    preference.forEach(given -> text.append(" pref ").append(Preference.text(given)));
    expiresSeconds.forEach(given -> text.append(" expires ").append(given));
    ttlPropagate.forEach(
        given -> text.append(" ttl-propagate ").append(given ? "enabled" : "disabled"));
    return text.toString();
  }

  /** The preferences of RFC 4191 section 2.1. */
  static final class Preference {
    private static final Map<String, Integer> NAMES = Map.of("medium", 0, "high", 1, "low", 3);

    private Preference() {}

    static boolean isPreference(String text) {
      return NAMES.containsKey(text);
    }

    static int of(String text) {
      return NAMES.getOrDefault(text, 0);
    }

    private static String text(int number) {
      return number == 0 ? "medium" : number == 1 ? "high" : "low";
    }
  }
}
