package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.PeerEvent;
import dev.baton.events.PeerEvent.AdvertMissed;
import dev.baton.events.PeerEvent.FellSilent;
import dev.baton.events.PeerEvent.FirstHeard;
import dev.baton.events.PeerEvent.GaveWay;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What a router says of the others: who is heard, who missed an advert, gave way, fell silent. */
final class PeerInvariants {
  private static final int LIMIT = 32;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final String name;
  private final Standing standing;
  private final Map<InetAddress, Peer> known = new HashMap<>();

  /** What is known of one that is heard as Active. */
  private static final class Peer {
    private AdvertisementReceived last;
    private long patienceNanos;
    private boolean isCounted;
    private boolean isReported;
    private long reportedAtNanos;
    private long unreported;

    Peer(AdvertisementReceived last) {
      this.last = last;
    }

    int priority() {
      return last.advertisement().priority().value();
    }

    long silentNanos(long nowNanos) {
      return nowNanos - last.receivedAtNanos();
    }

    boolean isOverdue(long nowNanos) {
      long intervalNanos = last.advertisement().interval().toNanos();
      return !isCounted && 2 * silentNanos(nowNanos) >= 3 * intervalNanos;
    }

    boolean isBetterThan(Peer other) {
      return priority() > other.priority()
          || (priority() == other.priority()
              && Addresses.compare(last.source(), other.last.source()) > 0);
    }
  }

  PeerInvariants(String name, Standing standing) {
    this.name = name;
    this.standing = standing;
    standing.hears(known.keySet());
  }

  void check(State before, Input input, Step step, long nowNanos) {
    boolean listens =
        !(before instanceof State.Initialize) && !(step.state() instanceof State.Initialize);
    var expected = new HashSet<PeerEvent>();
    if (!listens) {
      known.clear();
    } else if (input instanceof AdvertisementReceived advert) {
      expected.addAll(hear(advert));
    } else if (input instanceof Input.Tick) {
      expected.addAll(miss(before instanceof State.Active, nowNanos));
    }
    checkVersions(step);
    var reports = new ArrayList<PeerEvent>();
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(PeerEvent event)
          && !(event instanceof PeerEvent.Mismatch)) {
        reports.add(event);
      }
    }
    require(
        reports.size() == expected.size() && expected.containsAll(reports),
        () -> name + " says of the others " + reports + ", not " + expected);
  }

  /** Who speaks version 3 alone is reported, once (R93). */
  private void checkVersions(Step step) {
    int reported = 0;
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(PeerEvent.Mismatch mismatch)
          && mismatch.kind().equals(Kind.VERSION_2_MISSING.text())) {
        reported++;
      }
    }
    int expected = standing.versions().isNews() ? 1 : 0;
    require(reported == expected, name + " reports another number of routers of version 3 alone");
    standing.versions().done();
  }

  private List<PeerEvent> hear(AdvertisementReceived advert) {
    if (!standing.accepts(advert) || standing.isOurs(advert)) {
      return List.of();
    }
    var address = Addresses.text(advert.source());
    var message = advert.advertisement();
    if (message.priority().value() == 0) {
      boolean isGone = known.remove(advert.source()) != null;
      return isGone ? List.of(new FellSilent(address, 0)) : List.of();
    }
    boolean isNew = !known.containsKey(advert.source());
    if (isNew && known.size() >= LIMIT) {
      return List.of();
    }
    var peer = known.computeIfAbsent(advert.source(), source -> new Peer(advert));
    peer.last = advert;
    peer.patienceNanos = standing.downNanos(message.interval().toNanos());
    peer.isCounted = false;
    var first =
        new FirstHeard(
            address, message.priority(), message.version().number(), message.interval().value());
    return isNew ? List.of(first) : List.of();
  }

  private List<PeerEvent> miss(boolean isActive, long nowNanos) {
    var events = new ArrayList<PeerEvent>();
    var gone = new ArrayList<InetAddress>();
    known.forEach((address, peer) -> {
      long silentNanos = peer.silentNanos(nowNanos);
      var text = Addresses.text(address);
      if (silentNanos >= peer.patienceNanos) {
        gone.add(address);
        events.add(new FellSilent(text, silentNanos));
      } else if (peer.isOverdue(nowNanos)) {
        var winners = winners(isActive, peer);
        if (winners.isEmpty()) {
          events.addAll(count(peer, nowNanos));
        } else {
          gone.add(address);
          events.add(new GaveWay(text, Addresses.text(winners.getFirst()), silentNanos));
        }
      }
    });
    known.keySet().removeAll(gone);
    gone.forEach(standing.versions()::gone);
    return events;
  }

  /** Who made it Backup, the likeliest first. */
  private List<InetAddress> winners(boolean isActive, Peer peer) {
    if (isActive && !standing.isBeatenBy(peer.priority(), peer.last.source().getAddress())) {
      return List.of(standing.config().primaryAddress());
    }
    return known.values().stream()
        .filter(other -> other.isBetterThan(peer))
        .filter(other -> other.last.receivedAtNanos() - peer.last.receivedAtNanos() >= 0)
        .sorted((one, other) -> one.isBetterThan(other) ? -1 : 1)
        .map(winner -> winner.last.source())
        .toList();
  }

  private static List<PeerEvent> count(Peer peer, long nowNanos) {
    peer.isCounted = true;
    if (peer.isReported && nowNanos - peer.reportedAtNanos < MINUTE_NANOS) {
      peer.unreported++;
      return List.of();
    }
    var missed =
        new AdvertMissed(
            Addresses.text(peer.last.source()), peer.silentNanos(nowNanos), peer.unreported);
    peer.isReported = true;
    peer.reportedAtNanos = nowNanos;
    peer.unreported = 0;
    return List.of(missed);
  }
}
