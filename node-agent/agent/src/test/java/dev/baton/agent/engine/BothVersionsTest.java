package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.Family;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine speaks version 2 beside version 3 where it is asked to. */
class BothVersionsTest extends EngineScenario {
  private static final String VERSION_2 = CONFIG.replace("version 3", "version 2");
  private static final String DUAL =
      CONFIG.replace("version 3", "version 3\n  #@baton dual_version on");

  /** What was sent, as "version/priority". */
  private List<String> sent() {
    return host.sent.stream().map(BothVersionsTest::text).toList();
  }

  private static String text(FakeHost.Received each) {
    var path = each.path();
    var reception = new Reception(path.source(), path.destination(), each.hopLimit());
    if (AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, each.message())
        instanceof Decoded.Ok(var advertisement, var form)) {
      assertTrue(advertisement.suits(Family.IPV4));
      return advertisement.version().number() + "/" + advertisement.priority();
    }
    throw new AssertionError("not an advertisement: " + each);
  }

  private void hear(VrrpVersion version, int priority, InetAddress source) {
    var advertisement =
        Advertisement.of(
            version, new Vrid(51), new Priority(priority), Centiseconds.ONE_SECOND, List.of(VIP));
    var message =
        AdvertisementCodec.encode(advertisement, source, GROUP, ChecksumForm.PSEUDO_HEADER);
    var path = new AdvertPath(STATION, source, GROUP);
    host.arriving.add(new FakeHost.Received(path, 255, ByteBuffer.wrap(message)));
  }

  @Test
  void theActiveSendsBothVersionsEachTime() {
    configuration = DUAL;
    active();
    runUntilWaits(12);
    assertEquals(List.of("3/100", "2/100", "3/100", "2/100", "3/0", "2/0"), sent());
  }

  @Test
  void itResignsInBoth() {
    configuration = DUAL;
    active();
    runUntilWaits(1);
    assertEquals(List.of("3/0", "2/0"), sent().subList(sent().size() - 2, sent().size()));
  }

  @Test
  void withoutTheSettingOneVersionLeaves() {
    active();
    runUntilWaits(12);
    assertTrue(sent().stream().allMatch(each -> each.startsWith("3/")), sent()::toString);
  }

  @Test
  void eitherVersionKeepsABackupWaiting() {
    configuration = DUAL;
    for (int i = 0; i < 60; i++) {
      var version = i < 30 ? VrrpVersion.V2 : VrrpVersion.V3;
      host.whenWaiting(() -> {
        host.advance(100_000_000L);
        hear(version, 200, PEER);
      });
    }
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void aRouterOfVersion3AloneIsReported() {
    configuration = DUAL;
    for (int i = 0; i < 4; i++) {
      host.whenWaiting(() -> {
        host.advance(500_000_000L);
        hear(VrrpVersion.V3, 200, PEER);
      });
    }
    runUntilWaits(1);
    assertTrue(
        events().contains(new PeerEvent.Mismatch("10.77.0.2", "version-2-missing", "2 and 3", "3")),
        events()::toString);
  }

  @Test
  void theUpgradeIsTwoReloadsThatNobodyNotices() {
    configuration = VERSION_2;
    active();
    host.whenWaiting(() -> reload(DUAL));
    for (int i = 0; i < 12; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> reload(CONFIG));
    runUntilWaits(12);
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
    assertEquals(List.of("2/100", "3/100", "2/100", "3/100", "3/0"), sent());
  }

  @Test
  void aJumpFromOneVersionToTheOtherEndsTheInstance() {
    configuration = VERSION_2;
    active();
    host.whenWaiting(() -> reload(CONFIG));
    runUntilWaits(1);
    assertTrue(causes().contains(Cause.CONFIG_REMOVED), causes()::toString);
  }
}
