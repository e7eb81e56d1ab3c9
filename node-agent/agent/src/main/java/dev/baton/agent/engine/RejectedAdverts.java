package dev.baton.agent.engine;

import dev.baton.events.PeerEvent;
import dev.baton.events.Subject;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.packet.Decoded;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the messages that were discarded, by instance, sender and reason. The first one is worth
 * an event, and then each tenfold: a broken peer is seen, and a flood does not fill the log.
 */
final class RejectedAdverts {
  /** Senders can be made up; what is beyond is counted together. */
  private static final int MOST_COUNTERS = 1_000;

  private static final InetAddress ANYBODY = InetAddress.ofLiteral("0.0.0.0");

  private final Map<Key, Long> counts = new HashMap<>();

  private record Key(Subject subject, InetAddress source, Decoded.Reason reason) {}

  /** Counts one for an instance; none or one event. */
  List<PeerEvent> count(Subject.Instance subject, InetAddress source, Decoded.Reason reason) {
    var key = keyFor(subject, source, reason);
    long count = counts.merge(key, 1L, Long::sum);
    return isPowerOfTen(count)
        ? List.of(
            new PeerEvent.Mismatch(
                Addresses.text(key.source()),
                reason.counter(),
                reason == Decoded.Reason.SIGNED ? "unsigned" : "",
                theirs(reason) + count + " discarded"))
        : List.of();
  }

  private static String theirs(Decoded.Reason reason) {
    return reason == Decoded.Reason.SIGNED ? "signed (auth_hmac), " : "";
  }

  /** How many were discarded for this reason, from anybody and for any instance. */
  long count(Decoded.Reason reason) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().reason() == reason)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Key keyFor(Subject subject, InetAddress source, Decoded.Reason reason) {
    var key = new Key(subject, source, reason);
    boolean isFull = counts.size() >= MOST_COUNTERS && !counts.containsKey(key);
    return isFull ? new Key(subject, ANYBODY, reason) : key;
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
