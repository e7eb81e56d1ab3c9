package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumCountsTest {
  private static final InetAddress PEER = InetAddress.ofLiteral("10.77.0.9");

  private final ChecksumCounts counts = new ChecksumCounts();

  @Test
  void eachFormIsCountedByPeer() {
    counts.count(EngineScenario.SUBJECT, PEER, heard(VrrpVersion.V3, ChecksumForm.MESSAGE_ONLY));
    counts.count(EngineScenario.SUBJECT, PEER, heard(VrrpVersion.V3, ChecksumForm.MESSAGE_ONLY));
    counts.count(EngineScenario.SUBJECT, PEER, heard(VrrpVersion.V3, ChecksumForm.PSEUDO_HEADER));
    assertEquals(2, counts.count(EngineScenario.SUBJECT, PEER, ChecksumForm.MESSAGE_ONLY));
    assertEquals(1, counts.count(EngineScenario.SUBJECT, PEER, ChecksumForm.PSEUDO_HEADER));
    assertEquals(0, counts.count(EngineScenario.OTHER, PEER, ChecksumForm.MESSAGE_ONLY));
  }

  @Test
  void versionTwoHasOneForm() {
    counts.count(EngineScenario.SUBJECT, PEER, heard(VrrpVersion.V2, ChecksumForm.MESSAGE_ONLY));
    assertEquals(0, counts.count(EngineScenario.SUBJECT, PEER, ChecksumForm.MESSAGE_ONLY));
  }

  @Test
  void inventedSendersDoNotFillTheMemory() {
    var heard = heard(VrrpVersion.V3, ChecksumForm.MESSAGE_ONLY);
    for (int i = 0; i < 1_001; i++) {
      counts.count(EngineScenario.SUBJECT, sender(i), heard);
    }
    counts.count(EngineScenario.SUBJECT, sender(999), heard);
    assertEquals(2, counts.count(EngineScenario.SUBJECT, sender(999), ChecksumForm.MESSAGE_ONLY));
    assertEquals(0, counts.count(EngineScenario.SUBJECT, sender(1_000), ChecksumForm.MESSAGE_ONLY));
  }

  private static InetAddress sender(int number) {
    return Addresses.ofBytes(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
  }

  private static Decoded.Ok heard(VrrpVersion version, ChecksumForm form) {
    var addresses = List.of(InetAddress.ofLiteral("10.77.0.51"));
    var advertisement =
        Advertisement.of(
            version, new Vrid(51), new Priority(100), Centiseconds.ONE_SECOND, addresses);
    return new Decoded.Ok(advertisement, form);
  }
}
