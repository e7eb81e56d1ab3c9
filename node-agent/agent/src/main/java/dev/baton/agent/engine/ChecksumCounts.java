package dev.baton.agent.engine;

import dev.baton.events.Subject;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the valid version 3 advertisements over IPv4 by instance, sender and what their checksum
 * covers: both forms are accepted, and which peer speaks which is worth knowing before one that
 * accepts a single form joins.
 */
final class ChecksumCounts {
  /** Senders can be made up; those beyond are not counted. */
  private static final int MOST_COUNTERS = 1_000;

  private final Map<Key, Forms> counts = new HashMap<>();

  private record Key(Subject.Instance subject, InetAddress source) {}

  void count(Subject.Instance subject, InetAddress source, Decoded.Ok heard) {
    var advertisement = heard.advertisement();
    if (advertisement.version() != VrrpVersion.V3 || source instanceof Inet6Address) {
      return;
    }
    var key = new Key(subject, source);
    if (counts.size() < MOST_COUNTERS || counts.containsKey(key)) {
      counts.computeIfAbsent(key, k -> new Forms()).add(heard.checksumForm());
    }
  }

  /** How many a peer sent to an instance in this form. */
  long count(Subject.Instance subject, InetAddress source, ChecksumForm form) {
    var ofPeer = counts.get(new Key(subject, source));
    return ofPeer == null ? 0 : ofPeer.count(form);
  }

  /** The two counters of one peer. */
  private static final class Forms {
    private long messageOnly;
    private long pseudoHeader;

    void add(ChecksumForm form) {
      switch (form) {
        case MESSAGE_ONLY -> messageOnly++;
        case PSEUDO_HEADER -> pseudoHeader++;
      }
    }

    long count(ChecksumForm form) {
      return switch (form) {
        case MESSAGE_ONLY -> messageOnly;
        case PSEUDO_HEADER -> pseudoHeader;
      };
    }
  }
}
