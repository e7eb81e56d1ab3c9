package dev.baton.agent.dump;

import dev.baton.agent.link.AdvertCounts.Counter;
import java.util.EnumMap;
import java.util.Map;

/** keepalived's counts of one instance, from what the engine counts and what the log says. */
final class Counts {
  private Counts() {}

  /** By keepalived's names, in the order of its files. */
  enum Count {
    RECEIVED("advert_rcvd"),
    SENT("advert_sent"),
    BECAME("become_master"),
    RELEASED("release_master"),
    LENGTH("packet_len_err"),
    INTERVAL("advert_interval_err"),
    TTL("ip_ttl_err"),
    TYPE("invalid_type_rcvd"),
    ADDRESSES("addr_list_err"),
    AUTHENTICATION_TYPE("invalid_authtype"),
    AUTHENTICATION_MISMATCH("authtype_mismatch"),
    AUTHENTICATION_FAILURE("auth_failure"),
    ZERO_RECEIVED("pri_zero_rcvd"),
    ZERO_SENT("pri_zero_sent");

    private final String field;

    Count(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /** Those since they were last cleared. */
  static Map<Count, Long> of(Portrait portrait) {
    var counts = whole(portrait);
    // An engine that has only just begun has counted less than the one before it.
    portrait
        .told()
        .cleared()
        .forEach((count, told) -> counts.merge(count, -told, (a, b) -> Math.max(0, a + b)));
    return counts;
  }

  /** Those since the engine began. */
  static Map<Count, Long> whole(Portrait portrait) {
    var standing = portrait.standing();
    var differences = standing.differences();
    var counts = new EnumMap<Count, Long>(Count.class);
    counts.put(Count.RECEIVED, portrait.count(Counter.RECEIVED));
    counts.put(Count.SENT, portrait.count(Counter.SENT));
    counts.put(Count.BECAME, standing.becameActive());
    counts.put(Count.RELEASED, standing.leftActive());
    counts.put(Count.LENGTH, portrait.count(Counter.LENGTH_ERRORS));
    counts.put(Count.INTERVAL, portrait.count(Counter.INTERVAL_ERRORS) + differences.interval());
    counts.put(Count.TTL, portrait.count(Counter.HOP_LIMIT_ERRORS));
    counts.put(Count.TYPE, portrait.count(Counter.TYPE_ERRORS));
    counts.put(
        Count.ADDRESSES, portrait.count(Counter.ADDRESS_LIST_ERRORS) + differences.addresses());
    counts.put(Count.AUTHENTICATION_TYPE, portrait.count(Counter.AUTHENTICATION_TYPE_ERRORS));
    // The log does not tell another kind of authentication from another password.
    counts.put(Count.AUTHENTICATION_MISMATCH, 0L);
    counts.put(Count.AUTHENTICATION_FAILURE, differences.authentication());
    counts.put(Count.ZERO_RECEIVED, portrait.count(Counter.RESIGNATIONS_RECEIVED));
    counts.put(Count.ZERO_SENT, portrait.count(Counter.RESIGNATIONS_SENT));
    return counts;
  }
}
