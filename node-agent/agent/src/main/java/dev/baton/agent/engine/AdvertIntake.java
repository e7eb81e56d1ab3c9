package dev.baton.agent.engine;

import dev.baton.agent.link.AdvertCounts;
import dev.baton.events.Subject;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.Reception;
import java.nio.ByteBuffer;

/** Takes what has arrived, discards what the rules of reception discard, and hands on the rest. */
final class AdvertIntake {
  private static final int RECEIVE_BATCH = 256;

  private final AdvertisementChannel adverts;
  private final Roster roster;
  private final EngineEvents events;
  private final AdvertCounts counts;
  private final RejectedAdverts rejected = new RejectedAdverts();
  private final Strangers strangers = new Strangers();
  private final ChecksumCounts checksums = new ChecksumCounts();

  AdvertIntake(
      AdvertisementChannel adverts, Roster roster, EngineEvents events, AdvertCounts counts) {
    this.adverts = adverts;
    this.roster = roster;
    this.events = events;
    this.counts = counts;
  }

  void receiveAll(long nowNanos) {
    int received;
    do {
      received =
          adverts.receive(
              RECEIVE_BATCH, (path, hop, message) -> receive(path, hop, message, nowNanos));
    } while (received >= RECEIVE_BATCH);
  }

  private void receive(AdvertPath path, int hopLimit, ByteBuffer message, long nowNanos) {
    int vrid = AdvertisementCodec.vridOctet(message);
    var hearing = roster.hearing(path, vrid);
    if (hearing.isEmpty()) {
      counts.countUnknownVrid();
      if (roster.tellsOfStrangers(path.station())) {
        strangers.heard(path, vrid).forEach(event -> events.report(Subject.NODE, event));
      }
      return;
    }
    var instance = hearing.getFirst();
    var refusal = instance.admission().refusal(path.source(), hopLimit);
    if (!refusal.isEmpty()) {
      reject(instance, path, refusal.getFirst());
      return;
    }
    var reception = new Reception(path.source(), path.destination(), hopLimit);
    switch (instance.admission().decode(reception, message)) {
      case Decoded.Ok ok -> {
        checksums.count(instance.subject(), path.source(), ok);
        var heard = ok.advertisement();
        instance.counts().heard(heard.priority(), heard.interval().value());
        instance.input(new Input.AdvertisementReceived(ok, path.source(), nowNanos), nowNanos);
      }
      case Decoded.Rejected(var why) -> reject(instance, path, why);
    }
  }

  private void reject(Instance instance, AdvertPath path, Decoded.Reason why) {
    instance.counts().rejected(why.counter());
    rejected
        .count(instance.subject(), path.source(), why)
        .forEach(event -> events.report(instance.subject(), event));
  }
}
