package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Causation;
import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.EventId;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the steward tells of scripts, files and processes, and what instances make of it. */
class TrackerTest extends EngineScenario {
  private static final LogId LOG = new LogId(1, 2);
  private static final String DEFINITIONS =
      """
      vrrp_script chk {
        script /bin/true
      }
      vrrp_script extra {
        script /bin/true
        weight 20
      }
      """;
  private static final String WITH_FAULT = tracking("track_script {\nchk\n}");
  private static final String WITH_WEIGHT = tracking("track_script {\nextra\n}");

  private static String tracking(String block) {
    return DEFINITIONS + CONFIG.replace("virtual_ipaddress {", block + "\nvirtual_ipaddress {");
  }

  @Test
  void anInstanceWaitsForTheFirstResultOfAScriptThatCanFaultIt() {
    configuration = WITH_FAULT;
    waits(10, () -> {});
    host.whenWaiting(() -> tell("chk", Sense.UP, "exit 0", 7));
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
    assertEquals(because(7), causations().getFirst());
  }

  @Test
  void anInstanceIsInFaultFromTheStartWhenItsScriptFails() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.DOWN, "exit 3", 7));
    runUntilWaits(1);
    var first = transitions().getFirst();
    assertEquals(InstanceState.FAULT, first.to());
    assertEquals(Cause.TRACK_SCRIPT, first.cause());
    assertEquals("exit 3", first.evidence().get("scriptResult"));
  }

  @Test
  void anInstanceDoesNotWaitForAScriptThatOnlyMovesItsPriority() {
    configuration = WITH_WEIGHT;
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void aFailingScriptFaultsTheInstanceAndSaysHow() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.UP, "exit 0", 7));
    waits(3, () -> tell("chk", Sense.DOWN, "exit 1", 8));
    waits(3, () -> tell("chk", Sense.UP, "exit 0", 9));
    runUntilWaits(1);
    var down = transitions().get(1);
    assertEquals(Cause.TRACK_SCRIPT, down.cause());
    assertEquals("chk", down.evidence().get("script"));
    assertEquals("exit 1", down.evidence().get("scriptResult"));
    var up = transitions().get(2);
    assertEquals(Cause.FAULT_CLEARED, up.cause());
    assertEquals("exit 0", up.evidence().get("scriptResult"));
    assertEquals(List.of(because(7), because(8), because(9)), causations().subList(0, 3));
  }

  @Test
  void twoScriptsThatFailAreBothNamedAndTheFaultEndsWithTheSecond() {
    configuration = tracking("track_script {\nchk\nextra weight 0\n}");
    host.whenWaiting(() -> tell("chk", Sense.DOWN, "exit 1", 7));
    host.whenWaiting(() -> tell("extra", Sense.DOWN, "exit 2", 8));
    waits(2, () -> tell("chk", Sense.UP, "exit 0", 9));
    waits(2, () -> tell("extra", Sense.UP, "exit 0", 10));
    runUntilWaits(1);
    var fault = transitions().get(0);
    assertEquals("track_script chk,track_script extra", fault.evidence().get("faults"));
    assertEquals("chk,extra", fault.evidence().get("script"));
    assertEquals("exit 1,exit 2", fault.evidence().get("scriptResult"));
    var begun = transitions().get(1);
    assertEquals(InstanceState.BACKUP, begun.to());
    assertEquals("extra", begun.evidence().get("script"));
    assertEquals(because(10), causations().get(1));
  }

  @Test
  void aWeightMovesThePriorityAndTheEventNamesItsCause() {
    configuration = WITH_WEIGHT;
    waits(3, () -> tell("extra", Sense.UP, "exit 0", 7));
    waits(3, () -> host.setUp("eth1", false));
    waits(3, () -> tell("extra", Sense.DOWN, "exit 1", 8));
    runUntilWaits(1);
    var scripts = new Contribution("track_script extra", 20);
    var links = new Contribution("track_interface eth1", -30);
    assertEquals(
        List.of(
            new PriorityChanged(new Priority(100), new Priority(120), List.of(scripts)),
            new PriorityChanged(new Priority(120), new Priority(90), List.of(links, scripts)),
            new PriorityChanged(new Priority(90), new Priority(70), List.of(links))),
        events().stream().filter(PriorityChanged.class::isInstance).toList());
    var causations =
        drafts.stream()
            .filter(draft -> draft.event() instanceof PriorityChanged)
            .map(Draft::causation)
            .toList();
    assertEquals(List.of(because(7), Causation.NONE, because(8)), causations);
  }

  @Test
  void aScriptThatIsNotRunHasNoSay() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.UNWATCHED, "not run: /bin/x is not found", 7));
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void whatIsToldOfAnotherTrackerIsNotNoticed() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.UP, "exit 0", 7));
    host.whenWaiting(() -> tell("other", Sense.DOWN, "exit 1", 8));
    runUntilWaits(1);
    assertEquals(List.of(Cause.STARTUP, Cause.SHUTDOWN), causes());
  }

  @Test
  void aReloadThatTakesTheTrackerAwayEndsTheFault() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.DOWN, "exit 1", 7));
    waits(2, () -> reload(CONFIG));
    runUntilWaits(2);
    assertEquals(
        List.of(InstanceState.FAULT, InstanceState.BACKUP),
        transitions().stream().limit(2).map(Transitioned::to).toList());
  }

  @Test
  void aTrackerAddedByAReloadCountsOnlyFromItsFirstResult() {
    waits(2, () -> reload(WITH_FAULT));
    waits(4, () -> tell("chk", Sense.DOWN, "exit 1", 7));
    runUntilWaits(2);
    assertEquals(List.of(Cause.STARTUP, Cause.TRACK_SCRIPT, Cause.SHUTDOWN), causes());
  }

  @Test
  void anUnchangedInstanceDoesNotNoticeAReloadThatChangesHowItsScriptIsRun() {
    configuration = WITH_FAULT;
    host.whenWaiting(() -> tell("chk", Sense.UP, "exit 0", 7));
    active();
    host.whenWaiting(() -> reload(WITH_FAULT.replace("script /bin/true", "script /bin/false")));
    host.whenWaiting(() -> host.done.add("reloaded"));
    runUntilWaits(0);
    assertEquals(0, host.done.indexOf("reloaded"));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  private void tell(String name, Sense sense, String detail, long seq) {
    var state = new TrackerState("script", name, sense, 0, detail, because(seq));
    assertTrue(rings.getFirst().offer(state));
  }

  private static Causation because(long seq) {
    return new Causation.By(new EventId(new NodeName("a"), LOG, seq));
  }

  private final List<Draft> drafts = new ArrayList<>();

  @Override
  List<dev.baton.events.Event> events() {
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

  private List<Causation> causations() {
    events();
    return drafts.stream()
        .filter(draft -> draft.event() instanceof Transitioned)
        .map(Draft::causation)
        .toList();
  }
}
