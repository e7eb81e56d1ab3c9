package dev.baton.controller.fleet;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
import static dev.baton.controller.Story.MILLI;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetTest {
  private final Story story = Story.ofThreeNodes();

  private static Fleet fold(List<Recorded> events) {
    var fleet = Fleet.EMPTY;
    for (Recorded event : events) {
      fleet = fleet.apply(event);
    }
    return fleet;
  }

  private Fleet fleet() {
    return fold(story.events());
  }

  private Verdict verdict() {
    return Verdicts.of(fleet(), fleet().router(R51).getFirst(), story.now());
  }

  private List<Failover> failovers() {
    return ledger((id, seqs) -> false);
  }

  private List<Failover> ledger(Failovers.Orders orders) {
    return Ledger.EMPTY.after(fleet(), orders).newest(Long.MAX_VALUE, 1_000);
  }

  private InstanceView instanceOnA() {
    return fleet().router(R51).getFirst().instanceOf(A).getFirst();
  }

  @Test
  void oneActiveAndTwoBackupsAreFine() {
    assertEquals(Verdict.OK, verdict());
    assertTrue(instanceOnA().isIn(InstanceState.ACTIVE));
    assertEquals(150, instanceOnA().effectivePriority().value());
    assertEquals("10.77.0.1", instanceOnA().source());
  }

  @Test
  void theFirstElectionIsAMoveFromNobody() {
    var first = failovers().getFirst();
    assertEquals(1, failovers().size());
    assertEquals(Holder.NOBODY, first.from());
    assertEquals(new Holder.Node(A), first.to());
    assertEquals(Seam.UNKNOWN, first.seam());
  }

  @Test
  void aSilentNodeIsUnknownAndKeepsItsLastState() {
    story.disconnect(A);
    assertEquals(Verdict.UNKNOWN, verdict());
    assertTrue(instanceOnA().isIn(InstanceState.ACTIVE));
    assertFalse(fleet().isConnected(A));
  }

  @Test
  void aControllerThatStartsKnowsOfNoConnection() {
    story.controller(new ControllerEvent.Started("test", 2));
    assertEquals(Verdict.UNKNOWN, verdict());
    assertTrue(fleet().nodes().values().stream().noneMatch(NodeView::isConnected));
  }

  @Test
  void aTakeOverWithoutASignFromTheOldOneIsASplitBrainAtOnce() {
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    assertEquals(Verdict.SPLIT_BRAIN, verdict());
  }

  @Test
  void aHandOverIsNoSplitBrainWhileItIsYoung() {
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.HAND_OVER);
    assertEquals(Verdict.OK, verdict());
    story.later(5 * SECOND);
    assertEquals(Verdict.SPLIT_BRAIN, verdict());
  }

  @Test
  void twoActivesWithOtherAddressesAreTwoSegmentsWithOneName() {
    var other =
        new ConfigEvent.InstanceSettings(
            "VI_51", Story.instance(), 3, new Priority(120), 100, true, 0, List.of("10.99.0.9"));
    story.node(
        B,
        new ConfigEvent.Applied(
            Sha256.ZERO, "keepalived.conf", List.of(other), List.of(), List.of()));
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    assertEquals(Verdict.NO_SPARE, verdict());
  }

  @Test
  void aConfigurationOfTwoRecordsIsOne() {
    var two =
        new ConfigEvent.InstanceSettings(
            "VI_52",
            new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(52)),
            3,
            new Priority(120),
            100,
            true,
            0,
            List.of("10.77.0.52"));
    story.node(A, new ConfigEvent.Continued(Sha256.ZERO, List.of(two), List.of()));
    assertEquals(2, fleet().node(A).getFirst().settings().size());
    assertEquals(2, fleet().routers().size());
  }

  @Test
  void aDeadEngineTakesPartInNothing() {
    story.later(MILLI);
    story.node(A, new NodeEvent.Stopped("engine", 100, "died", "killed by signal 9"));
    assertEquals(Verdict.NO_ACTIVE, verdict());
    assertTrue(instanceOnA().isIn(InstanceState.INITIALIZE));
    assertEquals("ENGINE_DIED", instanceOnA().standing().cause());
    assertEquals(EngineState.STOPPED, fleet().node(A).getFirst().engine());
    var givenUp = failovers().getFirst();
    assertEquals(new Holder.Node(A), givenUp.from());
    assertEquals(Holder.NOBODY, givenUp.to());
  }

  @Test
  void whatIsWrongIsWhatTheInstanceSaidLast() {
    faultsOnA("interface eth0 down");
    assertEquals(List.of("interface eth0 down"), instanceOnA().faults());
    story.instance(
        A,
        new InstanceEvent.FaultsChanged(
            List.of("interface eth0 down", "track_script chk"),
            List.of("track_script chk"),
            List.of(),
            Cause.TRACK_SCRIPT,
            Map.of()));
    assertEquals(List.of("interface eth0 down", "track_script chk"), instanceOnA().faults());
    assertTrue(instanceOnA().isIn(InstanceState.FAULT));
    assertEquals("INTERFACE_DOWN", instanceOnA().standing().cause());
    story.turns(A, InstanceState.FAULT, InstanceState.BACKUP, Cause.FAULT_CLEARED);
    assertEquals(List.of(), instanceOnA().faults());
  }

  @Test
  void aDeadEngineHasNoFaults() {
    faultsOnA("interface eth0 down");
    story.node(A, new NodeEvent.Stopped("engine", 100, "died", "killed by signal 9"));
    assertEquals(List.of(), instanceOnA().faults());
  }

  private void faultsOnA(String fault) {
    story.instance(
        A,
        new InstanceEvent.Transitioned(
            InstanceState.ACTIVE,
            InstanceState.FAULT,
            Cause.INTERFACE_DOWN,
            new Priority(150),
            Map.of("fault", fault)));
  }

  @Test
  void theGapIsFromTheLeavingToTheTaking() {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.later(640 * MILLI);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    var failover = failovers().getFirst();
    assertEquals(new Seam.Gap(640 * MILLI), failover.seam());
    assertEquals(Cause.ACTIVE_DOWN_TIMER_EXPIRED.name(), failover.cause());
    var bound = assertInstanceOf(Bound.Within.class, failover.bound());
    assertTrue(bound.nanos() >= 2 * MILLI, "both clocks' errors count: " + bound);
    assertFalse(failover.isPlanned());
  }

  @Test
  void aHandOverOverlapsAndIsPlanned() {
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.HAND_OVER);
    assertEquals(Seam.OPEN, failovers().getFirst().seam());
    assertTrue(failovers().getFirst().isProvisional());
    story.later(3 * MILLI);
    story.turns(A, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HAND_OVER);
    var failover = failovers().getFirst();
    assertEquals(new Seam.Overlap(3 * MILLI), failover.seam());
    assertTrue(failover.isPlanned());
    assertEquals(new Holder.Node(A), failover.from());
    assertEquals(new Holder.Node(B), failover.to());
  }

  @Test
  void aFailoverIsFinalOnceEveryMemberWasQuietForAWhile() {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.later(MILLI);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    assertTrue(failovers().getFirst().isProvisional());
    story.later(6 * SECOND);
    story.controller(new ControllerEvent.Alive());
    assertFalse(failovers().getFirst().isProvisional());
  }

  @Test
  void aFailoverStaysProvisionalWhileAMemberIsSilent() {
    story.disconnect(C);
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    story.later(60 * SECOND);
    story.controller(new ControllerEvent.Alive());
    assertTrue(failovers().getFirst().isProvisional());
  }

  @Test
  void oneThatGoesSilentLaterMakesNothingProvisional() {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    story.later(60 * SECOND);
    story.controller(new ControllerEvent.Alive());
    story.disconnect(C);
    assertFalse(failovers().getFirst().isProvisional());
    story.connect(C);
    story.controller(new ControllerEvent.Started("test", 2));
    assertFalse(failovers().getFirst().isProvisional());
  }

  @Test
  void aHoldInForceMakesNothingPlanned() {
    story.correlated(
        "d-1",
        () ->
            story.turns(
                A, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT));
    story.correlated(
        "d-1",
        () -> story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.PREEMPTED_LOWER));
    assertFalse(failovers().getFirst().isPlanned());
    assertTrue(ledger((id, seqs) -> id.equals("d-1")).getFirst().isPlanned());
  }

  @Test
  void theTimeOfAnEngineThatWasFoundDeadIsNotInvented() {
    story.disconnect(A);
    story.later(3 * SECOND);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    story.later(60 * SECOND);
    story.connect(A);
    story.node(A, new NodeEvent.Stopped("engine", 100, "gone", "found dead"));
    assertEquals(Seam.UNKNOWN, failovers().getFirst().seam());
    assertEquals(Verdict.OK, verdict());
  }

  @Test
  void aHoldIsTheNodesOwnWord() {
    story.node(A, new DrainEvent.HoldPlaced("d-1", "kim", "disk", 0));
    assertTrue(fleet().node(A).getFirst().isHeld());
    story.node(A, new DrainEvent.HoldLifted("d-1", "kim", "undrain"));
    assertFalse(fleet().node(A).getFirst().isHeld());
  }

  @Test
  void aReplacedLogsEventsCountMoreThanThoseOfTheOldOne() {
    var old = fleet().node(A).getFirst().logId();
    var late =
        story.turns(A, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
    story.newLog(A, new LogId(7, 7));
    story.node(A, new NodeEvent.LogForked(old, 4, "disk lost"));
    story.turns(A, InstanceState.INITIALIZE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    var reordered = new ArrayList<>(story.events());
    reordered.remove(late);
    reordered.add(late);
    var fleet = fold(Story.renumbered(reordered));
    var instance = fleet.router(R51).getFirst().instanceOf(A).getFirst();
    assertTrue(instance.isIn(InstanceState.FAULT));
    assertEquals(new LogId(7, 7), fleet.node(A).getFirst().logId());
  }

  @Test
  void anInstanceThatLeftTheConfigurationIsNoMember() {
    story.turns(C, InstanceState.BACKUP, InstanceState.INITIALIZE, Cause.CONFIG_REMOVED);
    assertTrue(fleet().router(R51).getFirst().instanceOf(C).isEmpty());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anyOrderOfArrivalGivesTheSameStatesAndTheSameLedger(long seed) {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.later(500 * MILLI);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    story.later(SECOND);
    story.turns(A, InstanceState.FAULT, InstanceState.BACKUP, Cause.INTERFACE_UP);
    story.later(SECOND);
    story.turns(A, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.PREEMPTED_LOWER);
    story.later(2 * MILLI);
    story.turns(B, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
    var timely = fold(story.events());
    var shuffled = fold(Story.renumbered(mixed(story.events(), new Random(seed))));
    assertEquals(told(timely), told(shuffled));
    for (var node : List.of(A, B, C)) {
      assertEquals(
          timely.router(R51).getFirst().instanceOf(node).getFirst().standing().state(),
          shuffled.router(R51).getFirst().instanceOf(node).getFirst().standing().state());
    }
  }

  /** Each node's own order stays; how nodes interleave is chance. */
  private static List<Recorded> mixed(List<Recorded> events, Random random) {
    var waiting = new TreeMap<NodeName, Queue<Recorded>>();
    for (Recorded event : events) {
      waiting.computeIfAbsent(event.envelope().id().node(), node -> new ArrayDeque<>()).add(event);
    }
    var result = new ArrayList<Recorded>();
    while (!waiting.isEmpty()) {
      var nodes = List.copyOf(waiting.values());
      var next = nodes.get(random.nextInt(nodes.size()));
      result.add(next.remove());
      waiting.values().removeIf(Queue::isEmpty);
    }
    return result;
  }

  private static List<List<Object>> told(Fleet fleet) {
    return Failovers.of(fleet, fleet.router(R51).getFirst(), (id, seqs) -> false).stream()
        .map(failover ->
            List.<Object>of(
                failover.timeNanos(),
                failover.from(),
                failover.to(),
                failover.cause(),
                failover.seam(),
                failover.bound()))
        .toList();
  }
}
