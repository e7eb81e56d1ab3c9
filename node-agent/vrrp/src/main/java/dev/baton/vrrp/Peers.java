package dev.baton.vrrp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The other routers: who is heard as Active, and which differences to us are already reported. Both
 * are bounded, since anybody on the link can invent addresses; what does not fit is not reported.
 */
public record Peers(List<Peer> active, List<Reported> reported) {
  static final Peers NONE = new Peers(List.of(), List.of());

  private static final int LIMIT = 32;

  /** Keeps copies. */
  public Peers {
    active = List.copyOf(active);
    reported = List.copyOf(reported);
  }

  /**
   * A router that is heard as Active.
   *
   * @param patienceNanos how long it may be silent before it counts as gone
   * @param voices in which versions it is heard, where we speak both
   */
  public record Peer(Heard.Router heard, long patienceNanos, Misses misses, Voices voices) {
    InetAddress address() {
      return heard.address();
    }

    Peer with(Voices other) {
      return new Peer(heard, patienceNanos, misses, other);
    }

    Deadline.At silentAt() {
      return new Deadline.At(heard.atNanos() + patienceNanos);
    }

    /** When its next advert is late by half an interval. */
    Deadline overdueAt() {
      long awaitedNanos = heard.interval().toNanos() * 3 / 2;
      return misses.counted() ? Deadline.never() : new Deadline.At(heard.atNanos() + awaitedNanos);
    }

    boolean isBeatenBy(Peer other) {
      int difference = other.heard.priority().value() - heard.priority().value();
      return difference > 0
          || (difference == 0 && Addresses.compare(other.address(), address()) > 0);
    }
  }

  /** A difference that was reported. */
  public record Reported(InetAddress address, Difference difference) {}

  boolean isHeard(InetAddress address) {
    for (var peer : active) {
      if (peer.address().equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** What an already heard router missed so far. */
  Misses missesOf(InetAddress address) {
    for (var peer : active) {
      if (peer.address().equals(address)) {
        return peer.misses();
      }
    }
    return Misses.NONE;
  }

  /** In which versions a router is heard. */
  Voices voicesOf(InetAddress address) {
    for (var peer : active) {
      if (peer.address().equals(address)) {
        return peer.voices();
      }
    }
    return Voices.UNKNOWN;
  }

  /** The same, but for the versions in which a router that is heard already is heard. */
  Peers with(InetAddress address, Voices voices) {
    var next =
        active.stream().map(peer -> peer.address().equals(address) ? peer.with(voices) : peer);
    return new Peers(next.toList(), reported);
  }

  /** The best of those that are heard since a router was, and better than it. */
  Optional<Peer> winnerOver(Peer peer) {
    return active.stream()
        .filter(other -> other.heard().atNanos() - peer.heard().atNanos() >= 0)
        .filter(peer::isBeatenBy)
        .reduce((one, other) -> one.isBeatenBy(other) ? other : one);
  }

  boolean isFull() {
    return active.size() >= LIMIT;
  }

  Peers heard(Peer peer) {
    var next = new ArrayList<Peer>(active.size() + 1);
    for (var other : active) {
      if (!other.address().equals(peer.address())) {
        next.add(other);
      }
    }
    next.add(peer);
    return new Peers(next, reported);
  }

  Peers without(InetAddress address) {
    var rest = active.stream().filter(peer -> !peer.address().equals(address)).toList();
    return new Peers(rest, reported);
  }

  /** When one of them is overdue or silent next. */
  Deadline nextSilence() {
    var next = Deadline.never();
    for (var peer : active) {
      next = next.earlier(peer.silentAt()).earlier(peer.overdueAt());
    }
    return next;
  }

  /** Whether a difference has to be reported: it is new, or not what it was. */
  boolean isNews(InetAddress address, Difference difference) {
    return reported.size() < LIMIT && !reported.contains(new Reported(address, difference));
  }

  /** Forgets what was found about an address in an earlier comparison of the same kinds. */
  Peers compared(InetAddress address, Comparison comparison) {
    if (reported.isEmpty() && comparison.differences().isEmpty()) {
      return this;
    }
    var next = new ArrayList<Reported>();
    for (var old : reported) {
      boolean replaced =
          old.address().equals(address) && comparison.kinds().contains(old.difference().kind());
      if (!replaced) {
        next.add(old);
      }
    }
    for (var difference : comparison.differences()) {
      if (next.size() < LIMIT) {
        next.add(new Reported(address, difference));
      }
    }
    return new Peers(active, next);
  }
}
