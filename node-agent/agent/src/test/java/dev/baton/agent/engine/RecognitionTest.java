package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecognitionTest {
  private static final InetAddress SOURCE = address(10, 77, 0, 2);
  private static final InetAddress GROUP = address(224, 0, 0, 18);

  private final Recognition recognition = new Recognition(ReceiveRules.KEEPALIVED);

  @Test
  void theSameMessageIsTheSameResult() {
    var first = recognition.decode(from(SOURCE, 255), message(100));
    assertSame(first, recognition.decode(from(SOURCE, 255), message(100)));
    assertEquals(new Priority(100), ok(first).advertisement().priority());
  }

  @Test
  void anotherMessageIsDecoded() {
    recognition.decode(from(SOURCE, 255), message(100));
    var other = recognition.decode(from(SOURCE, 255), message(90));
    assertEquals(new Priority(90), ok(other).advertisement().priority());
  }

  @Test
  void theSameBytesOverMoreHopsAreRejected() {
    recognition.decode(from(SOURCE, 255), message(100));
    assertEquals(
        new Decoded.Rejected(Decoded.Reason.TTL),
        recognition.decode(from(SOURCE, 254), message(100)));
  }

  @Test
  void theSameBytesFromAnotherRouterAreCheckedAgainstItsAddress() {
    recognition.decode(from(SOURCE, 255), message(100));
    assertEquals(
        new Decoded.Rejected(Decoded.Reason.CHECKSUM),
        recognition.decode(from(address(10, 77, 0, 3), 255), message(100)));
  }

  @Test
  void aBrokenMessageDoesNotReplaceWhatIsKnown() {
    var first = recognition.decode(from(SOURCE, 255), message(100));
    var broken = message(100);
    broken.put(2, (byte) 7);
    assertInstanceOf(Decoded.Rejected.class, recognition.decode(from(SOURCE, 255), broken));
    assertSame(first, recognition.decode(from(SOURCE, 255), message(100)));
  }

  private static Decoded.Ok ok(Decoded decoded) {
    return assertInstanceOf(Decoded.Ok.class, decoded);
  }

  private static Reception from(InetAddress source, int ttl) {
    return new Reception(source, GROUP, ttl);
  }

  private static ByteBuffer message(int priority) {
    var advertisement =
        new Advertisement(
            VrrpVersion.V3,
            new Vrid(51),
            new Priority(priority),
            new Centiseconds(100),
            List.of(address(10, 77, 0, 51)),
            Authentication.NONE);
    return ByteBuffer.wrap(
        AdvertisementCodec.encode(advertisement, SOURCE, GROUP, ChecksumForm.PSEUDO_HEADER));
  }

  private static InetAddress address(int... octets) {
    var bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return Addresses.ofBytes(bytes);
  }
}
