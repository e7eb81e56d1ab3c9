package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineLoopTest extends EngineScenario {
  @Test
  void aloneItTakesOverAfterTheDownIntervalAndResignsAtTheEnd() {
    host.whenWaiting(() -> {});
    runUntilWaits(50);
    assertEquals(
        List.of(
            "advert 100",
            "add 10.77.0.51",
            "announce 1",
            "announce 1",
            "announce 1",
            "announce 1",
            "announce 1"),
        host.done.subList(0, 7));
    assertEquals(
        List.of("advert 0", "remove 10.77.0.51", "close"),
        host.done.subList(host.done.size() - 3, host.done.size()));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void allResignBeforeTheAddressesOfOneAreTakenAway() {
    configuration = CONFIG + CONFIG.replace("instance V", "instance W").replace("51\n", "52\n");
    runUntilWaits(50);
    assertEquals(
        List.of("advert 0", "advert 0", "remove 10.77.0.51", "remove 10.77.0.52", "close"),
        host.done.subList(host.done.size() - 5, host.done.size()));
  }

  @Test
  void afterASilenceAllAreAdvertisedBeforeTheAddressesOfOneAreThere() {
    configuration = CONFIG + CONFIG.replace("instance V", "instance W").replace("51\n", "52\n");
    runUntilWaits(50);
    assertEquals(
        List.of("advert 100", "advert 100", "add 10.77.0.51", "announce 1"),
        host.done.subList(0, 4));
  }

  @Test
  void overALowerRivalTheAddressesAreThereBeforeItHears() {
    for (int i = 0; i < 45; i++) {
      waits(
          1,
          () -> {
            hear(90, 1);
            host.advance(100_000_000L);
          });
    }
    runUntilWaits(0);
    assertTrue(causes().contains(Cause.PREEMPTED_LOWER), causes().toString());
    assertEquals(List.of("add 10.77.0.51", "advert 100"), host.done.subList(0, 2));
  }

  @Test
  void everyTransitionSaysFromWhichAddressTheInstanceSpeaks() {
    runUntilWaits(2);
    assertEquals("10.77.0.1", transitions().getFirst().evidence().get("source"));
  }

  @Test
  void theOnlyAddressOfTheHostIsNoPredecessorsAndStays() {
    host.takeAway("eth0", FakeHost.OWN);
    host.place("eth0", VIP, 32);
    runUntilWaits(2);
    assertEquals(List.of(VIP), host.list("eth0").stream().map(InterfaceAddress::address).toList());
    assertTrue(
        events().stream()
            .filter(InstanceEvent.VipsApplied.class::isInstance)
            .map(event -> ((InstanceEvent.VipsApplied) event).failed().toString())
            .anyMatch(why -> why.contains("the host's own, the only one of eth0, and stays")));
    assertTrue(causes().contains(Cause.NO_PRIMARY_ADDRESS), causes()::toString);
  }

  @Test
  void addressesOfAKilledPredecessorAreTakenAwayAtTheStart() {
    host.place("eth0", VIP, 32);
    runUntilWaits(2);
    assertEquals("remove 10.77.0.51", host.done.getFirst());
    assertTrue(events().contains(new InstanceEvent.VipsLeftBehind(List.of("10.77.0.51"))));
  }

  @Test
  void aLinkThatGoesDownFaultsTheInstanceAndOneThatComesBackStartsIt() {
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> host.setUp("eth0", true));
    runUntilWaits(2);
    assertEquals(
        List.of(InstanceState.BACKUP, InstanceState.FAULT, InstanceState.BACKUP),
        transitions().stream().limit(3).map(Transitioned::to).toList());
    assertEquals(Cause.INTERFACE_DOWN, causes().get(1));
    assertEquals(Cause.INTERFACE_UP, causes().get(2));
  }

  @Test
  void aTrackedLinkMovesThePriority() {
    waits(2, () -> host.setUp("eth1", false));
    runUntilWaits(2);
    var changed =
        events().stream().filter(InstanceEvent.PriorityChanged.class::isInstance).toList();
    assertEquals(
        List.of(
            new InstanceEvent.PriorityChanged(
                new Priority(100),
                new Priority(70),
                List.of(new InstanceEvent.Contribution("track_interface eth1", -30)))),
        changed);
  }

  @Test
  void anEngineFrozenWhileActiveYieldsOnWakingWithoutAnnouncing() {
    for (int i = 0; i < 45; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> {
      host.take();
      hear(90, 1);
      host.advance(10_000_000_000L);
    });
    host.whenWaiting(() -> host.done.add("woke"));
    runUntilWaits(0);
    var afterFreeze = host.done.subList(0, host.done.indexOf("woke"));
    assertEquals(List.of("remove 10.77.0.51"), afterFreeze);
    assertTrue(causes().contains(Cause.STALL_YIELD));
    assertTrue(
        events().stream()
            .anyMatch(e -> e instanceof NodeEvent.Stalled s && s.stalledNanos() > 9_000_000_000L));
  }

  @Test
  void aPauseInTheMiddleOfATurnIsToldInItsWholeLength() {
    active();
    host.whenWaiting(() -> host.whenReceiving(() -> host.advance(2_000_000_000L)));
    runUntilWaits(2);
    assertTrue(
        events().stream()
            .anyMatch(e -> e instanceof NodeEvent.Stalled s && s.stalledNanos() >= 2_000_000_000L));
  }

  @Test
  void aPauseCountsFromTheLastAdvertThatPeersHeard() {
    for (int i = 0; i < 45; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(host::take);
    // The next advert is due within a second; three intervals after the last one, peers give up.
    host.whenWaiting(() -> host.advance(host.nanosUntilAdvert() + 2_100_000_000L));
    host.whenWaiting(() -> host.done.add("woke"));
    runUntilWaits(0);
    assertEquals(List.of("remove 10.77.0.51"), host.done.subList(0, host.done.indexOf("woke")));
    assertTrue(causes().contains(Cause.STALL_YIELD));
  }

  @Test
  void anAdvertThatWaitedInTheSocketKeepsASleeperFromTakingOver() {
    waits(
        2,
        () -> {
          host.advance(3_700_000_000L);
          hear(200, 1);
        });
    waits(3, () -> host.advance(100_000_000L));
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void aHeldActiveHandsOverSilentlyAndRemovesItsAddressesAfterTheLinger() {
    for (int i = 0; i < 45; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> {
      host.take();
      order(new Command.PlaceHold("d-1", "ada", "disks", 0));
    });
    host.whenWaiting(() -> hear(90, 1));
    for (int i = 0; i < 15; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    runUntilWaits(0);
    assertEquals(
        List.of("advert 1", "silence", "remove 10.77.0.51", "unsilence"), host.done.subList(0, 4));
    assertTrue(causes().contains(Cause.HAND_OVER));
    assertFalse(causes().contains(Cause.HIGHER_PRIORITY_ADVERT));
  }

  @Test
  void aTakeOverOfAnUnknownVirtualRouterIsRefused() {
    waits(
        1,
        () -> {
          var other = new Subject.Instance("lan", "eth9", Family.IPV4, new Vrid(9));
          order(new Command.TakeOver(other.virtualRouter(), "10.77.0.2", new Priority(1)));
        });
    runUntilWaits(1);
    assertTrue(events().contains(new CommandEvent.Refused("c-1", "no-such-instance", "")));
  }

  @Test
  void anAddressThatSomebodyTakesAwayFromTheActiveComesBack() {
    active();
    host.whenWaiting(() -> host.takeAway("eth0", VIP));
    host.whenWaiting(() -> host.done.add("looked"));
    runUntilWaits(0);
    assertEquals(List.of("add 10.77.0.51", "announce 1"), host.done.subList(0, 2));
    assertTrue(
        events().contains(new InstanceEvent.VipsRemoved(List.of("10.77.0.51"), "somebody else")));
    assertFalse(causes().contains(Cause.HAND_OVER));
  }

  @Test
  void anAddressThatIsNotTrackedStaysAway() {
    configuration = CONFIG.replace("10.77.0.51", "10.77.0.51\n 10.77.0.61 no_track");
    active();
    host.whenWaiting(() -> host.takeAway("eth0", InetAddress.ofLiteral("10.77.0.61")));
    host.whenWaiting(() -> host.takeAway("eth0", VIP));
    runUntilWaits(0);
    assertEquals(List.of("add 10.77.0.51", "announce 2"), host.done.subList(0, 2));
    assertFalse(host.done.contains("add 10.77.0.61"));
  }

  @Test
  void aBackupDoesNotReclaimWhatItTookAwayItself() {
    active();
    host.whenWaiting(() -> hear(200, 1));
    host.whenWaiting(() -> host.takeAway("eth0", VIP));
    host.whenWaiting(() -> host.done.add("looked"));
    runUntilWaits(0);
    assertEquals(List.of("remove 10.77.0.51", "looked"), host.done.subList(0, 2));
  }

  @Test
  void withAutoChecksumsItAnswersInTheFormOfItsPeers() {
    configuration = CONFIG.replace("advert_int 1", "advert_int 1\n  #@baton checksum auto");
    active();
    host.whenWaiting(() -> hear(50, 1, ChecksumForm.MESSAGE_ONLY));
    runUntilWaits(20);
    var sums =
        host.sent.stream()
            .map(FakeHost.Received::message)
            .filter(message -> message.get(2) != 0)
            .map(message -> message.getShort(6))
            .distinct()
            .toList();
    assertEquals(2, sums.size(), "the form changed once");
    assertEquals(List.of(), mismatches());
  }

  @Test
  void aPeersOtherChecksumIsAMismatch() {
    host.whenWaiting(() -> hear(200, 1, ChecksumForm.MESSAGE_ONLY));
    runUntilWaits(2);
    assertEquals(
        List.of(
            new PeerEvent.Mismatch("10.77.0.2", "checksum-form", "pseudo-header", "message-only")),
        mismatches());
  }

  private List<PeerEvent.Mismatch> mismatches() {
    return events().stream()
        .filter(PeerEvent.Mismatch.class::isInstance)
        .map(PeerEvent.Mismatch.class::cast)
        .toList();
  }
}
