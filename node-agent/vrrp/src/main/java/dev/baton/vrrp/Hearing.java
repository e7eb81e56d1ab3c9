package dev.baton.vrrp;

import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.Input.AdvertisementReceived;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an advertisement says about the other routers, whatever our own state is.
 *
 * @param accepted whether the state machine may see it
 */
record Hearing(Situation situation, List<Effect> reports, boolean accepted) {

  static Hearing of(Situation situation, AdvertisementReceived input) {
    if (input.source().equals(situation.me())) {
      return ofOurselves(situation, input);
    }
    if (repeatsVersion3(situation, input)) {
      return versionTwoIgnored(situation, input);
    }
    var config = situation.config();
    var comparison = Comparison.of(situation, input);
    var compared = compared(situation, input.source(), comparison);
    boolean discards =
        situation.priority().isOwner() && config.election().conformance().ownerIgnoresAdverts();
    if (!comparison.acceptable() || discards) {
      return new Hearing(compared.situation(), compared.reports(), false);
    }
    return compared.followedBy(accept(answering(compared.situation(), input), input));
  }

  /** Version 2 has one form, which says nothing of how its sender would cover version 3. */
  private static Situation answering(Situation situation, AdvertisementReceived input) {
    return input.advertisement().version() == VrrpVersion.V2
        ? situation
        : situation.heard(input.decoded().checksumForm());
  }

  /** Who speaks both versions is heard in the newer one (RFC 9568 section 8.4.2, R92). */
  private static boolean repeatsVersion3(Situation situation, AdvertisementReceived input) {
    return situation.protocol().isDual()
        && input.advertisement().version() == VrrpVersion.V2
        && input.advertisement().vrid().equals(situation.protocol().vrid())
        && situation.peers().voicesOf(input.source()).isHeardInVersion3(input.receivedAtNanos());
  }

  /** It elects nobody; but routers of version 2 alone would hear a wrong password (R36). */
  private static Hearing versionTwoIgnored(Situation situation, AdvertisementReceived input) {
    var source = input.source();
    var voices = situation.peers().voicesOf(source).heardInVersion2();
    var heard = situation.with(situation.peers().with(source, voices));
    return compared(heard, source, Comparison.ofPassword(heard, input));
  }

  /**
   * Reports the routers whose next advert is overdue, and those that have been silent for too long.
   *
   * @param isActive whether they hear us as Active
   */
  static Hearing silence(Situation situation, boolean isActive, long nowNanos) {
    var hearing = new Hearing(situation, List.of(), false);
    for (var peer : situation.peers().active()) {
      if (peer.silentAt().isDue(nowNanos)) {
        var report = fellSilent(peer.address(), nowNanos - peer.heard().atNanos());
        hearing = hearing.followedBy(gone(hearing.situation, peer, report));
      } else if (peer.overdueAt().isDue(nowNanos)) {
        var winner = winner(situation, isActive, peer);
        hearing = hearing.followedBy(overdue(hearing.situation, peer, winner, nowNanos));
      }
    }
    return hearing;
  }

  private static Hearing gone(Situation situation, Peers.Peer peer, Effect report) {
    var rest = situation.peers().without(peer.address());
    return new Hearing(situation.with(rest), List.of(report), false);
  }

  /** Who could have made a router Backup since it was heard (RFC 9568, 6.4.3). */
  private static Optional<InetAddress> winner(
      Situation situation, boolean isActive, Peers.Peer peer) {
    var heard = peer.heard();
    return isActive && !situation.isBeatenBy(heard.priority(), heard.address())
        ? Optional.of(situation.me())
        : situation.peers().winnerOver(peer).map(Peers.Peer::address);
  }

  private static Hearing overdue(
      Situation situation, Peers.Peer peer, Optional<InetAddress> winner, long nowNanos) {
    var address = Addresses.text(peer.address());
    long silentNanos = nowNanos - peer.heard().atNanos();
    if (winner.isPresent()) {
      var gaveWay = new PeerEvent.GaveWay(address, Addresses.text(winner.get()), silentNanos);
      return gone(situation, peer, new Effect.Report(gaveWay));
    }
    var misses = peer.misses();
    var missed = new PeerEvent.AdvertMissed(address, silentNanos, misses.unreported());
    List<Effect> reports =
        misses.isQuiet(nowNanos) ? List.of() : List.of(new Effect.Report(missed));
    var counted =
        new Peers.Peer(peer.heard(), peer.patienceNanos(), misses.counted(nowNanos), peer.voices());
    return new Hearing(situation.with(situation.peers().heard(counted)), reports, false);
  }

  /**
   * A clone of ours, or a reflection of our own advert (R42, R62). A clone that is Active keeps a
   * Backup waiting like any other; a reflected resignation must not hurry it.
   */
  private static Hearing ofOurselves(Situation situation, AdvertisementReceived input) {
    var me = situation.me();
    var compared = compared(situation, me, Comparison.duplicateAddress(me));
    var acceptable = Comparison.of(situation, input).acceptable();
    boolean resigns = input.advertisement().priority().equals(Priority.RESIGN);
    return new Hearing(compared.situation(), compared.reports(), acceptable && !resigns);
  }

  private static Hearing compared(Situation situation, InetAddress source, Comparison comparison) {
    var peers = situation.peers();
    var after = peers.compared(source, comparison);
    // Of a thousand advertisements not one differs: that way is kept short.
    if (after.equals(peers)) {
      return new Hearing(situation, List.of(), false);
    }
    var reports =
        comparison.differences().stream()
            .filter(difference -> peers.isNews(source, difference))
            .map(difference -> mismatch(source, difference))
            .toList();
    return new Hearing(situation.with(after), reports, false);
  }

  private static Effect mismatch(InetAddress source, Difference difference) {
    return new Effect.Report(
        new PeerEvent.Mismatch(
            Addresses.text(source),
            difference.kind().text(),
            difference.ours(),
            difference.theirs()));
  }

  private static Hearing accept(Situation situation, AdvertisementReceived input) {
    var advertisement = input.advertisement();
    var peers = situation.peers();
    boolean known = peers.isHeard(input.source());
    if (advertisement.priority().equals(Priority.RESIGN)) {
      List<Effect> reports = known ? List.of(fellSilent(input.source(), 0)) : List.of();
      return new Hearing(situation.with(peers.without(input.source())), reports, true);
    }
    if (!known && peers.isFull()) {
      return new Hearing(situation, List.of(), true);
    }
    long patienceNanos =
        Timers.activeDownNanos(
            situation.protocol(), situation.priority(), advertisement.interval());
    var peer =
        new Peers.Peer(
            Heard.Router.of(input),
            patienceNanos,
            peers.missesOf(input.source()).heardAgain(),
            voices(situation, input));
    List<Effect> reports = known ? List.of() : List.of(firstHeard(input));
    return new Hearing(situation.with(peers.heard(peer)), reports, true);
  }

  private static Voices voices(Situation situation, AdvertisementReceived input) {
    return situation.protocol().isDual()
        ? situation.peers().voicesOf(input.source()).heard(input)
        : Voices.UNKNOWN;
  }

  private Hearing followedBy(Hearing next) {
    if (reports.isEmpty()) {
      return next;
    }
    var both = new ArrayList<>(reports);
    both.addAll(next.reports);
    return new Hearing(next.situation, both, next.accepted);
  }

  private static Effect firstHeard(AdvertisementReceived input) {
    var advertisement = input.advertisement();
    return new Effect.Report(
        new PeerEvent.FirstHeard(
            Addresses.text(input.source()),
            advertisement.priority(),
            advertisement.version().number(),
            advertisement.interval().value()));
  }

  private static Effect fellSilent(InetAddress address, long silentNanos) {
    return new Effect.Report(new PeerEvent.FellSilent(Addresses.text(address), silentNanos));
  }
}
