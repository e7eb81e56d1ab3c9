package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.link.SharedRing;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoopTest {
  private static final String CONFIG =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 100
        advert_int 1
        track_interface {
          eth1 weight -30
        }
        virtual_ipaddress {
          10.77.0.51
        }
      }
      """;
  private static final Subject.Instance SUBJECT =
      new Subject.Instance("10.77.0.0/24", "eth0", Family.IPV4, new Vrid(51));
  private static final Subject.Instance OTHER =
      new Subject.Instance("10.77.0.0/24", "eth0", Family.IPV4, new Vrid(52));
  private static final InetAddress PEER = InetAddress.ofLiteral("10.77.0.2");
  private static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress VIP = InetAddress.ofLiteral("10.77.0.51");

  @TempDir private Path directory = Path.of("");
  private final FakeHost host = new FakeHost();
  private final List<SharedRing> rings = new ArrayList<>();

  @BeforeEach
  void makeRings() {
    rings.add(SharedRing.create(directory.resolve("orders")));
    rings.add(SharedRing.create(directory.resolve("events")));
    host.addInterface("eth1");
  }

  @AfterEach
  void freeRings() {
    rings.forEach(SharedRing::close);
  }

  @Test
  void aloneItTakesOverAfterTheDownIntervalAndResignsAtTheEnd() {
    host.whenWaiting(() -> {});
    runUntilWaits(50);
    assertEquals(
        List.of(
            "add 10.77.0.51",
            "advert 100",
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
  void everyTransitionSaysFromWhichAddressTheInstanceSpeaks() {
    runUntilWaits(2);
    assertEquals("10.77.0.1", transitions().getFirst().evidence().get("source"));
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
  void aBackupDoesNotReclaimWhatItTookAwayItself() {
    active();
    host.whenWaiting(() -> hear(200, 1));
    host.whenWaiting(() -> host.takeAway("eth0", VIP));
    host.whenWaiting(() -> host.done.add("looked"));
    runUntilWaits(0);
    assertEquals(List.of("remove 10.77.0.51", "looked"), host.done.subList(0, 2));
  }

  @Test
  void aReloadOfTheSameIsNotNoticed() {
    active();
    host.whenWaiting(() -> reload(CONFIG));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(0, host.done.indexOf("reloaded"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anotherAddressIsTakenOverInPlace() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("10.77.0.51", "10.77.0.61")));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(
        List.of("add 10.77.0.61", "advert 100"),
        host.done.stream().filter(d -> !d.startsWith("announce")).limit(2).toList());
    assertTrue(host.done.indexOf("remove 10.77.0.51") < host.done.indexOf("reloaded"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anotherPriorityIsTakenOverInPlace() {
    active();
    host.whenWaiting(() -> reload(CONFIG.replace("priority 100", "priority 90")));
    runUntilWaits(12);
    assertTrue(host.done.contains("advert 90"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anInstanceThatIsNoLongerThereResignsAndANewOneBegins() {
    active();
    var other =
        CONFIG
            .replace("vrrp_instance V", "vrrp_instance W")
            .replace("router_id 51", "router_id 52");
    host.whenWaiting(() -> reload(other.replace("10.77.0.51", "10.77.0.52")));
    runUntilWaits(45);
    assertEquals(List.of("advert 0", "remove 10.77.0.51"), host.done.subList(0, 2));
    assertEquals(
        List.of(
            Cause.STARTUP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.CONFIG_REMOVED,
            Cause.STARTUP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.SHUTDOWN),
        causes());
  }

  /** Waits until the instance is Active, and forgets what it did on the way. */
  private void active() {
    for (int i = 0; i < 42; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(host::take);
  }

  private void waits(int count, Runnable last) {
    for (int i = 1; i < count; i++) {
      host.whenWaiting(() -> host.advance(1_000_000L));
    }
    host.whenWaiting(last);
  }

  private void order(Command command) {
    var issued = new CommandEvent.Issued("c-1", new NodeName("a"), command, List.of(), 10_000);
    rings.getFirst().offer(Draft.of(1, 1, Subject.NODE, issued));
  }

  private void hear(int priority, int seconds) {
    var advertisement =
        Advertisement.of(
            VrrpVersion.V3,
            new Vrid(51),
            new Priority(priority),
            Centiseconds.ofSeconds(seconds),
            List.of(VIP));
    var message = AdvertisementCodec.encode(advertisement, PEER, GROUP, ChecksumForm.PSEUDO_HEADER);
    host.arriving.add(
        new FakeHost.Received(
            new AdvertPath("eth0", Family.IPV4, PEER, GROUP), 255, ByteBuffer.wrap(message)));
  }

  /** Runs the loop through what was prepared and so many waits more, and then has it stop. */
  private void runUntilWaits(int more) {
    for (int i = 0; i < more; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> rings.getFirst().offerStop());
    var events = new EngineEvents(rings.get(1), () -> {}, host);
    new EngineLoop(new Given(), host.ports(), rings.get(0), events).run(cast(CONFIG), "test", 1);
  }

  private static EngineLoop.Cast cast(String text) {
    var config = KeepalivedConf.parse("test.conf", text).config();
    return new EngineLoop.Cast(config, Map.of("V", SUBJECT, "W", OTHER));
  }

  private void reload(String text) {
    fresh.add(cast(text));
    rings.getFirst().offerReload();
  }

  private final List<EngineLoop.Cast> fresh = new ArrayList<>();

  /** A configuration is there as soon as it is asked for. */
  private final class Given implements EngineLoop.Casts {
    private boolean isAsked;

    @Override
    public void request() {
      isAsked = true;
    }

    @Override
    public List<EngineLoop.Cast> take() {
      var taken = isAsked ? List.copyOf(fresh) : List.<EngineLoop.Cast>of();
      if (isAsked) {
        fresh.clear();
      }
      return taken;
    }
  }

  private final List<Event> read = new ArrayList<>();

  private List<Event> events() {
    rings
        .get(1)
        .drain(
            new SharedRing.Sink() {
              @Override
              public void draft(Draft draft) {
                read.add(draft.event());
              }

              @Override
              public void stop() {
                throw new IllegalStateException("an engine stops nobody");
              }

              @Override
              public void reload() {
                throw new IllegalStateException("an engine reloads nobody");
              }
            });
    return List.copyOf(read);
  }

  private List<Transitioned> transitions() {
    return events().stream()
        .filter(Transitioned.class::isInstance)
        .map(Transitioned.class::cast)
        .toList();
  }

  private List<Cause> causes() {
    return transitions().stream().map(Transitioned::cause).toList();
  }
}
