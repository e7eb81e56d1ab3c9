package dev.baton.controller.drain;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReturnTest {
  private final DrainWorld world = DrainWorld.ofThreeNodes();
  private final Story story = world.story;

  private CommandEvent.Issued onlyCommand() {
    assertEquals(1, world.commands().size(), () -> "commands: " + world.commands());
    return world.commands().getFirst();
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
  void aReturnIsNotOverBeforeTheOldActiveHasLeft() {
    world.request(A);
    world.run();
    world.undrain();
    world.decideAll();
    world.commands().forEach(issued -> world.carryOut(issued).forEach(Runnable::run));
    world.decideAll();
    var facts = world.carryOut(onlyCommand());
    for (int i = 0; i < facts.size(); i++) {
      assertEquals(DrainPhase.RESTORING, world.drain().phase(), "before fact " + i);
      facts.get(i).run();
      world.decideAll();
    }
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
  }

  @Test
  void aReturnIsNotOverWhenTheOldActiveLeavesBeforeTheOtherIsHeard() {
    world.request(A);
    world.run();
    world.undrain();
    world.decideAll();
    world.commands().forEach(issued -> world.carryOut(issued).forEach(Runnable::run));
    List<Runnable> facts =
        List.of(
            () ->
                story.turns(
                    B, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT),
            () -> world.takes(A, Cause.PREEMPTED_LOWER),
            () -> world.announces(A),
            () -> world.removes(C),
            () -> world.removes(B));
    for (Runnable fact : facts) {
      world.decideAll();
      assertEquals(DrainPhase.RESTORING, world.drain().phase());
      fact.run();
    }
    world.decideAll();
    assertEquals(DrainPhase.COMPLETED, world.drain().phase());
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
}
