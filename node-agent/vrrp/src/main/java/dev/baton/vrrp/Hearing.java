package dev.baton.vrrp;

import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.Input.AdvertisementReceived;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

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
    var config = situation.config();
    var comparison = Comparison.of(situation, input);
    var compared = compared(situation, input.source(), comparison);
    boolean discards =
        situation.priority().isOwner() && config.election().conformance().ownerIgnoresAdverts();
    if (!comparison.acceptable() || discards) {
      return new Hearing(compared.situation(), compared.reports(), false);
    }
    var answering = compared.situation().heard(input.decoded().checksumForm());
    return compared.followedBy(accept(answering, input));
  }

  /** Reports the routers that have been silent for too long by now. */
  static Hearing silence(Situation situation, long nowNanos) {
    var peers = situation.peers();
    var reports = new ArrayList<Effect>();
    for (var peer : situation.peers().silent(nowNanos)) {
      peers = peers.without(peer.address());
      reports.add(fellSilent(peer.address(), nowNanos - peer.heardAtNanos()));
    }
    return new Hearing(situation.with(peers), reports, false);
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
    var reports = new ArrayList<Effect>();
    for (var difference : comparison.differences()) {
      if (situation.peers().isNews(source, difference)) {
        reports.add(
            new Effect.Report(
                new PeerEvent.Mismatch(
                    Addresses.text(source),
                    difference.kind().text(),
                    difference.ours(),
                    difference.theirs())));
      }
    }
    var peers = situation.peers().compared(source, comparison);
    return new Hearing(situation.with(peers), reports, false);
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
            input.source(), advertisement.priority(), input.receivedAtNanos(), patienceNanos);
    List<Effect> reports = known ? List.of() : List.of(firstHeard(input));
    return new Hearing(situation.with(peers.heard(peer)), reports, true);
  }

  private Hearing followedBy(Hearing next) {
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
