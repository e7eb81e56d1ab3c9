package dev.baton.controller.drain;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
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
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
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
  void whereNothingHasToMoveNothingButTheHoldIsProved() {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A);
    story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    world.announces(B);
    world.run();
    assertEquals(DrainPhase.HELD, world.drain().phase());
    assertTrue(world.step().isProved());
    assertEquals(Set.of(), world.step().move().proofs().keySet());
  }

  @Test
  void oneThatBecomesActiveBeforeItsHoldHasToHandOverToo() {
    story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A);
    story.turns(A, InstanceState.FAULT, InstanceState.ACTIVE, Cause.INTERFACE_UP);
    world.run();
    assertTrue(world.step().isHandOver());
    assertEquals(List.of(B), world.provedTakers());
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
}
