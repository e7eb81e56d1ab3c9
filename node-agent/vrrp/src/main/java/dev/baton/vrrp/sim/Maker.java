package dev.baton.vrrp.sim;

import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.sim.peer.FrrModel;
import dev.baton.vrrp.sim.peer.KeepalivedModel;
import dev.baton.vrrp.sim.peer.LetterModel;
import dev.baton.vrrp.sim.peer.PeerModel;
import dev.baton.vrrp.sim.peer.PeerSettings;
import dev.baton.vrrp.sim.peer.PeerWire;
import java.util.SplittableRandom;

/** Whose router a host runs. */
enum Maker {
  BATON,
  KEEPALIVED,
  FRR,
  RFC_3768,
  RFC_5798,
  RFC_9568;

  /** One of the others that speaks the version. */
  static Maker drawForeign(VrrpVersion version, SplittableRandom chance) {
    return switch (chance.nextInt(4)) {
      case 0, 1 -> KEEPALIVED;
      case 2 -> FRR;
      default -> letter(version, chance);
    };
  }

  private static Maker letter(VrrpVersion version, SplittableRandom chance) {
    return switch (version) {
      case V2 -> RFC_3768;
      case V3 -> chance.nextBoolean() ? RFC_5798 : RFC_9568;
    };
  }

  /** Whether it discards version 3 over IPv4 whose checksum has no pseudo-header. */
  boolean needsPseudoHeader() {
    return this == KEEPALIVED || this == FRR;
  }

  PeerModel model(PeerSettings settings, PeerWire wire) {
    return switch (this) {
      case KEEPALIVED -> new KeepalivedModel(settings, wire);
      case FRR -> new FrrModel(settings, wire);
      case RFC_3768 -> new LetterModel(settings, LetterModel.Rfc.RFC_3768, wire);
      case RFC_5798 -> new LetterModel(settings, LetterModel.Rfc.RFC_5798, wire);
      case RFC_9568 -> new LetterModel(settings, LetterModel.Rfc.RFC_9568, wire);
      case BATON -> throw new IllegalStateException("Baton is no model: this is a bug");
    };
  }
}
