package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import dev.baton.events.PeerEvent;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.packet.Decoded.Reason;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedAdvertsTest {
  private static final Subject.Instance INSTANCE =
      new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(51));
  private static final InetAddress PEER = InetAddress.ofLiteral("10.77.0.9");

  private final RejectedAdverts rejected = new RejectedAdverts();

  @Test
  void theFirstAndEachTenfoldAreEvents() {
    var events = new ArrayList<PeerEvent>();
    for (int i = 0; i < 250; i++) {
      events.addAll(rejected.count(INSTANCE, PEER, Reason.CHECKSUM));
    }
    assertEquals(List.of(discarded(1), discarded(10), discarded(100)), events);
    assertEquals(250, rejected.count(Reason.CHECKSUM));
  }

  @Test
  void eachReasonIsCountedForItself() {
    assertEquals(1, rejected.count(INSTANCE, PEER, Reason.TTL).size());
    assertEquals(1, rejected.count(INSTANCE, PEER, Reason.CHECKSUM).size());
    assertEquals(1, rejected.count(Reason.TTL));
  }

  @Test
  void inventedSendersDoNotFillTheMemoryOrTheLog() {
    int events = 0;
    for (int i = 0; i < 100_000; i++) {
      var sender = Addresses.ofBytes(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
      events += rejected.count(INSTANCE, sender, Reason.CHECKSUM).size();
    }
    assertEquals(100_000, rejected.count(Reason.CHECKSUM));
    assertTrue(events < 1_010, events + " events");
  }

  @Test
  void aSignatureIsNamedAsTheReason() {
    assertEquals(
        List.of(
            new PeerEvent.Mismatch(
                "10.77.0.9",
                "packet-length-errors",
                "unsigned",
                "signed (auth_hmac), 1 discarded")),
        rejected.count(INSTANCE, PEER, Reason.SIGNED));
  }

  private static PeerEvent discarded(int count) {
    return new PeerEvent.Mismatch("10.77.0.9", "checksum-errors", "", count + " discarded");
  }
}
