package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Causation;
import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.InstanceEvent.FaultsChanged;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log says at every time which faults hold. */
class FaultsToldTest extends EngineScenario {
  private static final LogId LOG = new LogId(1, 2);
  private static final String LINK = "interface eth0 down";
  private static final String SCRIPT = "track_script chk";
  private static final String TRACKED = "track_interface eth1";
  private static final String GROUP_FAULT = "sync group G";
  private static final String GROUP_OF_BOTH = "vrrp_sync_group G { group { V W } }\n";
  private static final String OTHER_INSTANCE =
      """
      vrrp_instance W {
        interface eth2
        virtual_router_id 52
        version 3
        priority 100
        virtual_ipaddress {
          10.78.0.52
        }
      }
      """;

  private final List<Draft> drafts = new ArrayList<>();

  @BeforeEach
  void trackAScriptAndALink() {
    host.addInterface("eth2");
    host.place("eth2", InetAddress.ofLiteral("10.78.0.1"), 24);
    configuration =
        "vrrp_script chk {\nscript /bin/true\n}\n"
            + CONFIG.replace("eth1 weight -30\n  }", "eth1\n  }\n  track_script {\nchk\n}");
    host.whenWaiting(() -> tell(Sense.UP, "exit 0", 7));
  }

  @Test
  void aFaultThatComesWhileAnotherHoldsIsToldWithAllThatHold() {
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> tell(Sense.DOWN, "exit 1", 8));
    runUntilWaits(2);
    var seen = Map.of("script", "chk", "scriptResult", "exit 1");
    assertEquals(
        List.of(
            new FaultsChanged(
                List.of(LINK, SCRIPT), List.of(SCRIPT), List.of(), Cause.TRACK_SCRIPT, seen)),
        changes());
    assertEquals(List.of(because(8)), causations());
    assertEquals(List.of(Cause.STARTUP, Cause.INTERFACE_DOWN, Cause.SHUTDOWN), causes());
  }

  @Test
  void aFaultThatEndsWhileAnotherHoldsIsToldAndTheLastOneIsLeftToTheTransition() {
    waits(2, () -> host.setUp("eth1", false));
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> host.setUp("eth0", true));
    waits(2, () -> host.setUp("eth1", true));
    runUntilWaits(2);
    assertEquals(
        List.of(
            plain(List.of(LINK, TRACKED), List.of(LINK), List.of(), Cause.INTERFACE_DOWN),
            plain(List.of(TRACKED), List.of(), List.of(LINK), Cause.INTERFACE_UP)),
        changes());
    assertEquals(InstanceState.BACKUP, transitions().get(2).to());
  }

  @Test
  void oneGoesAndAnotherComesInOneTurnAndIsToldAtOnce() {
    waits(2, () -> host.setUp("eth1", false));
    waits(
        2,
        () -> {
          host.setUp("eth1", true);
          host.setUp("eth0", false);
        });
    runUntilWaits(2);
    assertEquals(
        List.of(plain(List.of(LINK), List.of(LINK), List.of(TRACKED), Cause.INTERFACE_DOWN)),
        changes());
    assertEquals(3, transitions().size());
  }

  @Test
  void faultsThatTheTransitionNamesAreNotToldAgain() {
    waits(
        2,
        () -> {
          host.setUp("eth0", false);
          host.setUp("eth1", false);
        });
    runUntilWaits(2);
    assertEquals(List.of(), changes());
    assertEquals(List.of(LINK, TRACKED), transitions().get(1).faults());
  }

  @Test
  void aNewEngineNamesAllFaultsInItsFirstTransition() {
    host.setUp("eth0", false);
    host.setUp("eth1", false);
    runUntilWaits(3);
    assertEquals(List.of(LINK, TRACKED), transitions().getFirst().faults());
    assertEquals(List.of(), changes());
  }

  @Test
  void aReloadThatTakesOneOfTwoFaultsAwayIsTold() {
    waits(2, () -> host.setUp("eth1", false));
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> reload(CONFIG));
    runUntilWaits(2);
    assertEquals(
        plain(List.of(LINK), List.of(), List.of(TRACKED), Cause.FAULT_CLEARED),
        changes().getLast());
    assertEquals(2, changes().size());
  }

  @Test
  void aReloadThatChangesNothingTellsNothing() {
    waits(2, () -> host.setUp("eth1", false));
    waits(2, () -> reload(configuration));
    runUntilWaits(3);
    assertEquals(List.of(), changes());
  }

  @Test
  void aMemberOfASyncGroupThatFaultsForAnotherHasItsOwnFaultsTold() {
    configuration = GROUP_OF_BOTH + configuration + OTHER_INSTANCE;
    waits(2, () -> host.setUp("eth2", false));
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> host.setUp("eth2", true));
    runUntilWaits(2);
    var byMember = Map.of("group", "G", "member", "V");
    var mayFault = List.of(GROUP_FAULT, LINK);
    assertEquals(
        List.of(
            plain(mayFault, List.of(LINK), List.of(), Cause.INTERFACE_DOWN),
            new FaultsChanged(
                List.of(LINK), List.of(), List.of(GROUP_FAULT), Cause.SYNC_GROUP, member("W"))),
        changesOf(SUBJECT));
    assertEquals(
        List.of(
            new FaultsChanged(
                List.of("interface eth2 down", GROUP_FAULT),
                List.of(GROUP_FAULT),
                List.of(),
                Cause.SYNC_GROUP,
                byMember),
            plain(
                List.of(GROUP_FAULT),
                List.of(),
                List.of("interface eth2 down"),
                Cause.INTERFACE_UP)),
        changesOf(OTHER));
  }

  @Test
  void membersOnOneLinkRecoverTogetherWithoutIdleTalk() {
    configuration =
        GROUP_OF_BOTH + configuration + OTHER_INSTANCE.replace("interface eth2", "interface eth0");
    waits(2, () -> host.setUp("eth0", false));
    waits(2, () -> host.setUp("eth0", true));
    runUntilWaits(2);
    var both = List.of(LINK, GROUP_FAULT);
    assertEquals(
        List.of(
            new FaultsChanged(
                both, List.of(GROUP_FAULT), List.of(), Cause.SYNC_GROUP, member("W"))),
        changesOf(SUBJECT));
    assertEquals(
        List.of(plain(both, List.of(LINK), List.of(), Cause.INTERFACE_DOWN)), changesOf(OTHER));
  }

  private static Map<String, String> member(String name) {
    return Map.of("group", "G", "member", name);
  }

  private static FaultsChanged plain(
      List<String> faults, List<String> raised, List<String> cleared, Cause cause) {
    return new FaultsChanged(faults, raised, cleared, cause, Map.of());
  }

  private void tell(Sense sense, String detail, long seq) {
    var state = new TrackerState("script", "chk", sense, 0, detail, because(seq));
    assertTrue(rings.getFirst().offer(state));
  }

  private static Causation because(long seq) {
    return new Causation.By(new EventId(new NodeName("a"), LOG, seq));
  }

  private List<FaultsChanged> changes() {
    return events().stream()
        .filter(FaultsChanged.class::isInstance)
        .map(FaultsChanged.class::cast)
        .toList();
  }

  private List<FaultsChanged> changesOf(dev.baton.events.Subject subject) {
    events();
    return drafts.stream()
        .filter(draft -> draft.subject().equals(subject))
        .map(Draft::event)
        .filter(FaultsChanged.class::isInstance)
        .map(FaultsChanged.class::cast)
        .toList();
  }

  private List<Causation> causations() {
    events();
    return drafts.stream()
        .filter(draft -> draft.event() instanceof FaultsChanged)
        .map(Draft::causation)
        .toList();
  }

  @Override
  List<Event> events() {
    rings
        .get(1)
        .drain(
            new SharedRing.Sink() {
              @Override
              public void draft(Draft draft) {
                drafts.add(draft);
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
    return drafts.stream().map(Draft::event).toList();
  }
}
