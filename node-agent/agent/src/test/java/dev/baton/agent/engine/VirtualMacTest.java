package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.vrrp.packet.MacAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualMacTest extends EngineScenario {
  private static final String VIRTUAL = CONFIG.replace("version 3", "version 3\nuse_vmac");
  private static final MacAddress MAC = new MacAddress(0x0000_5E00_0133L);

  @Test
  void theInterfaceIsUpBeforeTheFirstAdvertAndDownAfterTheLastAddress() {
    configuration = VIRTUAL;
    runUntilWaits(42);
    assertEquals(
        List.of("make vrrp.51", "raise vrrp.51", "advert 100 on vrrp.51", "add 10.77.0.51"),
        host.done.subList(0, 4));
    int end = host.done.size();
    assertEquals(
        List.of(
            "advert 0 on vrrp.51", "remove 10.77.0.51", "lower vrrp.51", "unmake vrrp.51", "close"),
        host.done.subList(end - 5, end));
  }

  @Test
  void everyFrameOfTheActiveHasTheVirtualMacAddress() {
    configuration = VIRTUAL;
    runUntilWaits(42);
    assertFalse(host.lastFrames.isEmpty());
    for (var frame : host.lastFrames) {
      assertArrayEquals(MAC.octets(), Arrays.copyOfRange(frame, 6, 12));
    }
  }

  @Test
  void announcementsHaveTheStandardsFormWithAVirtualMacAddressOrInStrictMode() {
    configuration = VIRTUAL;
    runUntilWaits(42);
    assertTrue(host.lastFrames.stream().anyMatch(frame -> isArpFor(frame, MAC)));
    assertFalse(host.lastFrames.stream().anyMatch(frame -> isArpFor(frame, MacAddress.BROADCAST)));
  }

  @Test
  void announcementsOfAPlainInstanceHaveKeepalivedsForm() {
    runUntilWaits(42);
    assertFalse(host.lastFrames.isEmpty());
    for (var frame : host.lastFrames) {
      assertTrue(isArpFor(frame, MacAddress.BROADCAST));
    }
  }

  private static boolean isArpFor(byte[] frame, MacAddress target) {
    return frame[12] == 0x08
        && frame[13] == 0x06
        && Arrays.equals(target.octets(), Arrays.copyOfRange(frame, 32, 38));
  }

  @Test
  void advertsLeaveFromTheInterfaceBelowWhereTheyAreToldTo() {
    configuration = VIRTUAL.replace("use_vmac", "use_vmac\nvmac_xmit_base");
    runUntilWaits(42);
    assertTrue(host.done.contains("advert 100"), host.done::toString);
    assertTrue(host.done.contains("announce 1"), host.done::toString);
  }

  @Test
  void aBackupNeverRaisesItsInterface() {
    for (int i = 0; i < 20; i++) {
      host.whenWaiting(() -> {
        hear(200, 1);
        host.advance(500_000_000L);
      });
    }
    configuration = VIRTUAL;
    runUntilWaits(0);
    assertEquals(List.of("make vrrp.51", "unmake vrrp.51", "close"), host.done);
  }

  @Test
  void theLoserOfAnElectionTakesItsInterfaceDownAtOnce() {
    active();
    host.whenWaiting(() -> hear(200, 1));
    configuration = VIRTUAL;
    runUntilWaits(1);
    assertEquals(List.of("remove 10.77.0.51", "lower vrrp.51"), host.done.subList(0, 2));
  }

  @Test
  void anInterfaceThatSomebodyTookDownComesBackWithItsAddressesAndAnAnnouncement() {
    active();
    host.whenWaiting(() -> host.setUp("vrrp.51", false));
    configuration = VIRTUAL;
    runUntilWaits(2);
    assertEquals(
        List.of("raise vrrp.51", "add 10.77.0.51"),
        host.done.stream().filter(d -> !d.startsWith("advert")).toList().subList(0, 2));
    assertTrue(host.done.contains("announce 1"), host.done::toString);
  }

  @Test
  void anInterfaceThatCannotBeMadeIsAFault() {
    host.linkFailure = "rtnetlink(add macvlan vrrp.51): EPERM";
    configuration = VIRTUAL;
    runUntilWaits(50);
    assertEquals(List.of(Cause.INTERFACE_DOWN), causes().stream().distinct().limit(1).toList());
    assertFalse(host.done.toString().contains("advert"), host.done::toString);
  }

  @Test
  void anotherMacAddressIsAnotherInstance() {
    active();
    host.whenWaiting(() -> reload(CONFIG));
    for (int i = 0; i < 2; i++) {
      host.whenWaiting(() -> host.advance(1_000_000L));
    }
    configuration = VIRTUAL;
    runUntilWaits(0);
    assertEquals(
        List.of("advert 0 on vrrp.51", "remove 10.77.0.51", "lower vrrp.51", "unmake vrrp.51"),
        host.done.subList(0, 4));
  }
}
