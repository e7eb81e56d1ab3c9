package dev.baton.controller.drain;

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
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrainDeciderTest {
  private final DrainWorld world = DrainWorld.ofThreeNodes();
  private final Story story = world.story;

  private CommandEvent.Issued onlyCommand() {
    assertEquals(1, world.commands().size(), () -> "commands: " + world.commands());
    return world.commands().getFirst();
  }

  private void held() {
    world.request(A);
    world.decideAll();
    world.carryOut(onlyCommand()).forEach(Runnable::run);
    world.decideAll();
  }

  private Set<String> refusals() {
    var codes = new java.util.TreeSet<String>();
    world.drain().refusals().forEach(refusal -> codes.add(refusal.code()));
    return codes;
  }

  @Test
  void theHoldComesFirstAndOnce() {
    world.request(A);
    world.decideAll();
    var hold = assertInstanceOf(Command.PlaceHold.class, onlyCommand().command());
    assertEquals("new disk", hold.message());
    assertEquals("kim", hold.by());
    assertEquals(A, onlyCommand().node());
  }

  @Test
  void theBestSpareIsAskedToTakeOverFromWhatItHears() {
    held();
    var takeOver = assertInstanceOf(Command.TakeOver.class, onlyCommand().command());
    assertEquals(B, onlyCommand().node());
    assertEquals("10.77.0.1", takeOver.expectedActive());
    assertEquals(Priority.LAST_RESORT, takeOver.expectedPriority());
    assertEquals(
        world.fleet().router(R51).getFirst().instanceOf(B).getFirst().lastTransition(),
        onlyCommand().presupposes());
  }

  @Test
  void theOperatorMayNameTheSuccessor() {
    world.request(A, C);
    world.run();
    assertEquals(List.of(C), world.step().to());
    assertEquals(List.of(C), world.provedTakers());
  }

  @Test
  void nothingIsAskedOfTheSuccessorBeforeTheOldOneAdvertisesItsLastPriority() {
    world.request(A);
    world.decideAll();
    world.carryOut(onlyCommand()).subList(0, 2).forEach(Runnable::run);
    assertEquals(List.of(), world.decideAll());
    world.pass(SECOND);
    world.decideAll();
    assertInstanceOf(Command.TakeOver.class, onlyCommand().command());
  }

  @Test
  void aDrainIsCompleteWhenBothSidesSaidSoAndItStayedSo() {
    world.request(A);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertTrue(world.step().isProved());
    assertEquals(
        Set.of("took-over", "announced", "left-active", "addresses-gone", "settled"),
        world.step().move().proofs().keySet());
    assertEquals(List.of(), world.drain().unproved());
  }

  @ParameterizedTest(name = "without fact {0}")
  @ValueSource(ints = {0, 2, 3, 4})
  void aDrainIsNeverCompleteWithoutEachFact(int missing) {
    held();
    var facts = new ArrayList<>(world.carryOut(onlyCommand()));
    facts.remove(missing);
    facts.forEach(Runnable::run);
    for (int i = 0; i < 40; i++) {
      world.decideAll();
      world.pass(SECOND);
    }
    assertFalse(world.step().isProved(), () -> "without fact " + missing);
    assertEquals(DrainPhase.DRAINING, world.drain().phase());
  }

  @Test
  void aSoakThatIsDisturbedBeginsAnew() {
    held();
    world.carryOut(onlyCommand()).forEach(Runnable::run);
    world.decideAll();
    world.pass(2 * SECOND);
    story.turns(C, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.decideAll();
    world.pass(2 * SECOND);
    world.decideAll();
    assertFalse(world.step().isProved());
    world.pass(2 * SECOND);
    world.decideAll();
    assertTrue(world.step().isProved());
  }

  @Test
  void anotherSuccessorIsFoundWhenTheFirstDies() {
    held();
    var first = onlyCommand();
    story.disconnect(B);
    world.refuse(first, "another-active");
    world.decideAll();
    assertEquals(C, onlyCommand().node());
  }

  @Test
  void aRefusedTakeOverComesAgainAfterAWhileAndPeopleAreToldAfterThree() {
    held();
    for (int i = 0; i < 3; i++) {
      world.refuse(onlyCommand(), "another-priority");
      world.decideAll();
      if (i < 2) {
        assertEquals(List.of(), world.commands(), "not at once");
        world.pass(8 * SECOND);
        world.decideAll();
      }
    }
    assertEquals("another-priority", world.step().trouble());
    world.pass(8 * SECOND);
    world.decideAll();
    world.carryOut(onlyCommand()).forEach(Runnable::run);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertEquals("", world.step().trouble());
  }

  @Test
  void ordinaryPreemptionFinishesWhatNoCommandDid() {
    held();
    world.refuse(onlyCommand(), "no-active-heard");
    story.later(3 * SECOND);
    world.takes(B, Cause.PREEMPTED_LOWER);
    world.announces(B);
    story.turns(A, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT, 1);
    world.removes(A);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertEquals(List.of(), world.drain().unproved());
  }

  @Test
  void whatLeftForAnotherReasonIsNamed() {
    held();
    world.refuse(onlyCommand(), "no-active-heard");
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN, 1);
    world.removes(A);
    world.takes(B, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    world.announces(B);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertTrue(world.drain().unproved().getFirst().contains("INTERFACE_DOWN"));
  }

  @Test
  void aDeadlineFailsTheDrainAndLiftsTheHold() {
    held();
    world.pass(601 * SECOND);
    world.decideAll();
    assertEquals(DrainPhase.FAILED, world.drain().phase());
    assertTrue(world.commands().stream().anyMatch(c -> c.command() instanceof Command.LiftHold));
  }

  @Test
  void aHoldThatIsRefusedFailsTheDrain() {
    world.request(A);
    world.decideAll();
    world.refuse(onlyCommand(), "already-held");
    world.decideAll();
    assertEquals(DrainPhase.FAILED, world.drain().phase());
    assertTrue(world.drain().unproved().getFirst().contains("already-held"));
  }

  @Test
  void aNodeThatIsNotActiveIsOnlyHeld() {
    world.request(C);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertEquals(DrainStep.HOLD_ONLY, world.step().method());
    assertTrue(
        story.events().stream()
            .map(Recorded::event)
            .noneMatch(event ->
                event instanceof CommandEvent.Issued issued
                    && issued.command() instanceof Command.TakeOver));
  }

  @Test
  void aNodeThatBecomesActiveAgainIsHandedOverAgain() {
    held();
    world.carryOut(onlyCommand()).forEach(Runnable::run);
    story.node(B, new NodeEvent.Stopped("engine", 100, "died", "signal 9"));
    world.takes(A, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    world.priority(A, 150, 1);
    world.decideAll();
    assertEquals(C, onlyCommand().node());
    world.run();
    assertEquals(List.of(C), world.provedTakers());
  }

  @Test
  void anUnknownNodeIsRefused() {
    world.request(new NodeName("nobody"));
    assertEquals(Set.of("unknown-node"), refusals());
    assertEquals(DrainPhase.REFUSED, world.drain().phase());
  }

  @Test
  void aSilentNodeIsRefused() {
    story.disconnect(A);
    world.request(A);
    assertEquals(Set.of("node-not-connected"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenNobodyCouldTakeOver() {
    story.turns(B, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.turns(C, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A);
    assertEquals(Set.of("no-eligible-backup"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenTheOthersAreSilent() {
    story.disconnect(B);
    story.disconnect(C);
    world.request(A);
    assertEquals(Set.of("peer-unreachable"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenTheOthersAreDrained() {
    story.node(B, new DrainEvent.HoldPlaced("d-b", "kim", "disk", 0));
    story.node(C, new DrainEvent.HoldPlaced("d-c", "kim", "disk", 0));
    world.request(A);
    assertEquals(Set.of("peer-already-draining"), refusals());
  }

  @Test
  void aHeldNodeIsRefused() {
    story.node(A, new DrainEvent.HoldPlaced("d-a", "kim", "disk", 0));
    world.request(A);
    assertEquals(Set.of("already-drained"), refusals());
  }

  @Test
  void anAddressOwnerIsRefused() {
    world.priority(A, 150, 255);
    world.request(A);
    assertEquals(Set.of("owner-priority-255"), refusals());
  }

  @Test
  void aSuccessorThatCannotTakeOverIsRefused() {
    story.turns(C, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A, C);
    assertEquals(Set.of("no-eligible-backup"), refusals());
  }

  @Test
  void anUndrainBringsTheAddressesBackByHandOver() {
    world.request(A);
    world.run();
    world.undrain();
    world.run();
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
    assertTrue(
        world.fleet().router(R51).getFirst().instanceOf(A).getFirst().isIn(InstanceState.ACTIVE));
    var takeBack =
        world.drain().commands().values().stream()
            .map(Sent::issued)
            .filter(issued -> issued.node().equals(A))
            .filter(issued -> issued.command() instanceof Command.TakeOver)
            .toList();
    assertEquals(1, takeBack.size());
    assertEquals(
        new Command.TakeOver(R51, "10.77.0.2", new Priority(120)), takeBack.getFirst().command());
  }

  @Test
  void theOldActiveIsToldBeforeItIsTakenFrom() {
    world.request(A);
    world.run();
    world.undrain();
    world.decideAll();
    assertEquals(
        List.of(Command.LiftHold.class, Command.ExpectHandOver.class),
        world.commands().stream().map(issued -> issued.command().getClass()).toList());
    assertEquals(B, world.commands().getLast().node());
  }

  @Test
  void aNodeThatWouldNotPreemptIsOnlyReleased() {
    world.request(A);
    world.run();
    story.node(A, Story.settings(A, false));
    world.undrain();
    world.run();
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
    assertTrue(
        world.fleet().router(R51).getFirst().instanceOf(B).getFirst().isIn(InstanceState.ACTIVE));
  }

  @Test
  void anUndrainEndsWhenPreemptionDidItFirst() {
    world.request(A);
    world.run();
    world.undrain();
    world.decideAll();
    var commands = world.commands();
    commands.forEach(issued -> world.carryOut(issued).forEach(Runnable::run));
    world.takes(A, Cause.PREEMPTED_LOWER);
    world.announces(A);
    story.turns(B, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
    world.removes(B);
    world.run();
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
  }

  @Test
  void anUndrainOfASilentNodeWaitsForIt() {
    world.request(A);
    world.run();
    story.disconnect(A);
    world.undrain();
    world.decideAll();
    world.pass(200 * SECOND);
    world.decideAll();
    assertEquals(DrainPhase.RESTORING, world.drain().phase());
    story.connect(A);
    world.run();
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
  }

  @Test
  void aHoldThatExpiresEndsTheDrain() {
    world.request(A);
    world.run();
    story.node(A, new DrainEvent.HoldLifted(DrainWorld.DRAIN, "hold-ttl", "expired"));
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
    assertEquals(List.of(), world.decideAll());
  }

  @Test
  void anUndrainTwiceIsOnce() {
    world.request(A);
    world.run();
    world.undrain();
    int events = story.events().size();
    world.undrain();
    assertEquals(events, story.events().size());
  }

  @Test
  void factsInAnyOrderProveTheSame() {
    for (List<Integer> order :
        List.of(List.of(3, 4, 0, 1, 2), List.of(0, 3, 2, 4, 1), List.of(3, 0, 1, 2, 4))) {
      var other = DrainWorld.ofThreeNodes();
      other.request(A);
      other.decideAll();
      other.carryOut(other.commands().getFirst()).forEach(Runnable::run);
      other.decideAll();
      var facts = other.carryOut(other.commands().getFirst());
      order.forEach(index -> facts.get(index).run());
      other.run();
      assertEquals(DrainPhase.HELD, other.drain().phase(), () -> "order " + order);
    }
  }

  @Test
  void everyEventTwiceChangesNothing() {
    world.request(A);
    world.run();
    world.undrain();
    world.run();
    var twice = new ArrayList<Recorded>();
    for (Recorded event : story.events()) {
      twice.add(event);
      twice.add(event);
    }
    var drains = Drains.EMPTY;
    for (Recorded event : twice) {
      drains = drains.apply(event);
    }
    assertEquals(world.drains(), drains);
  }

  @Test
  void aPlanInterruptedAnywhereGoesOnFromTheLogAlone() {
    var whole = new Interruption(-1);
    whole.run();
    for (int after = 0; after < whole.eventCount(); after++) {
      var interrupted = new Interruption(after);
      interrupted.run();
      assertEquals(whole.commandCount(), interrupted.commandCount(), "interrupted after " + after);
    }
  }

  /** A drain and its undrain, with a controller that is gone for a while after so many events. */
  private static final class Interruption {
    private final DrainWorld world = DrainWorld.ofThreeNodes();
    private final int start = world.story.events().size();
    private final int after;
    private boolean wasAway;

    Interruption(int after) {
      this.after = after;
    }

    void run() {
      world.request(A);
      runUntil(DrainPhase.HELD);
      world.undrain();
      runUntil(DrainPhase.COMPLETED);
    }

    int eventCount() {
      return world.story.events().size() - start;
    }

    int commandCount() {
      return world.drain().commands().size();
    }

    private void runUntil(DrainPhase end) {
      for (int round = 0; world.drain().phase() != end; round++) {
        assertTrue(round < 200, () -> "no progress: " + world.drain());
        decide();
        for (CommandEvent.Issued issued : world.commands()) {
          for (Runnable event : world.carryOut(issued)) {
            world.story.later(MILLI);
            event.run();
            decide();
          }
        }
        world.pass(500 * MILLI);
      }
    }

    /** Who is away decides nothing; who comes back has the fold and nothing else. */
    private void decide() {
      if (!wasAway && eventCount() >= after && after >= 0) {
        wasAway = true;
        return;
      }
      world.decideAll();
    }
  }
}
