package dev.baton.events.codec;

import dev.baton.events.PeerEvent;
import dev.baton.events.PeerEvent.AdvertMissed;
import dev.baton.events.PeerEvent.FellSilent;
import dev.baton.events.PeerEvent.FirstHeard;
import dev.baton.events.PeerEvent.GaveWay;
import dev.baton.events.PeerEvent.Mismatch;

/** The stored fields of peer events. */
final class PeerEventCodec {
  private PeerEventCodec() {}

  static EventType type(PeerEvent event) {
    return switch (event) {
      case FirstHeard firstHeard -> EventType.PEER_FIRST_HEARD;
      case FellSilent fellSilent -> EventType.PEER_FELL_SILENT;
      case Mismatch mismatch -> EventType.PEER_MISMATCH;
      case GaveWay gaveWay -> EventType.PEER_GAVE_WAY;
      case AdvertMissed missed -> EventType.PEER_ADVERT_MISSED;
    };
  }

  static void write(PeerEvent event, FieldWriter out) {
    switch (event) {
      case FirstHeard firstHeard -> write(firstHeard, out);
      case FellSilent fellSilent -> write(fellSilent, out);
      case Mismatch mismatch -> write(mismatch, out);
      case GaveWay gaveWay -> write(gaveWay, out);
      case AdvertMissed missed -> write(missed, out);
    }
  }

  private static void write(FirstHeard event, FieldWriter out) {
    out.text(32, event.address());
    out.number(33, event.priority().value());
    out.number(34, event.version());
    out.number(35, event.intervalCentiseconds());
  }

  static FirstHeard firstHeard(FieldReader in) {
    return new FirstHeard(in.text(32), ValueFields.priority(in, 33), in.whole(34), in.whole(35));
  }

  private static void write(FellSilent event, FieldWriter out) {
    out.text(32, event.address());
    out.number(33, event.silentNanos());
  }

  static FellSilent fellSilent(FieldReader in) {
    return new FellSilent(in.text(32), in.number(33));
  }

  private static void write(Mismatch event, FieldWriter out) {
    out.text(32, event.address());
    out.text(33, event.kind());
    out.text(34, event.ours());
    out.text(35, event.theirs());
  }

  static Mismatch mismatch(FieldReader in) {
    return new Mismatch(in.text(32), in.text(33), in.text(34), in.text(35));
  }

  private static void write(GaveWay event, FieldWriter out) {
    out.text(32, event.address());
    out.text(33, event.winner());
    out.number(34, event.silentNanos());
  }

  static GaveWay gaveWay(FieldReader in) {
    return new GaveWay(in.text(32), in.text(33), in.number(34));
  }

  private static void write(AdvertMissed event, FieldWriter out) {
    out.text(32, event.address());
    out.number(33, event.silentNanos());
    out.number(34, event.unreported());
  }

  static AdvertMissed advertMissed(FieldReader in) {
    return new AdvertMissed(in.text(32), in.number(33), in.number(34));
  }
}
