package dev.baton.controller.drain;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.events.CommandEvent;
import dev.baton.events.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InterruptedDrainTest {
  private final DrainWorld world = DrainWorld.ofThreeNodes();
  private final Story story = world.story;

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
