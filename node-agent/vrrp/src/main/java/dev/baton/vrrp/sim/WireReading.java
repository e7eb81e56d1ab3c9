package dev.baton.vrrp.sim;

import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.Reception;
import dev.baton.vrrp.sim.peer.PeerMessage;
import java.util.HexFormat;

/** What a reader of another making says to what was decoded. */
final class WireReading {
  private static final int PASSWORD = 1;

  private WireReading() {}

  /** Whether the message was rightly taken or discarded, and says what it was taken to say. */
  static boolean agrees(Reception from, byte[] octets, Decoded decoded) {
    boolean isSound = PeerMessage.isSound(octets, from.source(), from.ttl());
    return switch (decoded) {
      case Decoded.Rejected rejected -> !isSound;
      case Decoded.Ok ok -> isSound && agrees(from, PeerMessage.read(octets, from.source()), ok);
    };
  }

  private static boolean agrees(Reception from, PeerMessage message, Decoded.Ok ok) {
    var advertisement = ok.advertisement();
    boolean v2 = advertisement.version() == VrrpVersion.V2;
    int centiseconds = v2 ? message.interval() * 100 : message.interval();
    boolean isPlain = ok.checksumForm() == ChecksumForm.MESSAGE_ONLY;
    boolean isForm = isPlain ? message.isSumOfMessage() : message.isSumWithPseudoHeader();
    return advertisement.version().number() == message.version()
        && advertisement.vrid().value() == message.vrid()
        && advertisement.priority().value() == message.priority()
        && advertisement.interval().value() == centiseconds
        && advertisement.addresses().stream()
            .map(PeerMessage::hex)
            .toList()
            .equals(message.addresses())
        && isForm
        && isPassword(advertisement, message)
        && advertisement.suits(from.family());
  }

  private static boolean isPassword(Advertisement advertisement, PeerMessage message) {
    return switch (advertisement.authentication()) {
      case Authentication.None none -> message.authenticationType() == 0;
      case Authentication.Password(long octets) ->
          message.authenticationType() == PASSWORD
              && HexFormat.of().toHexDigits(octets).equals(message.password());
    };
  }
}
