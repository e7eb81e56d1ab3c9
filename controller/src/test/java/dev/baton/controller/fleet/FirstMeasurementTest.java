package dev.baton.controller.fleet;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.MILLI;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node says before its clock is measured, and what becomes of it then. */
final class FirstMeasurementTest {
  private static final NodeName D = new NodeName("d");
  private static final long BEHIND = 100 * SECOND;

  private final Story story = Story.ofThreeNodes();

  private void comesAndGoes() {
    story.turns(D, InstanceState.INITIALIZE, InstanceState.BACKUP, Cause.STARTUP);
    story.turns(D, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.PREEMPTED_LOWER);
    story.turns(D, InstanceState.ACTIVE, InstanceState.INITIALIZE, Cause.CONFIG_REMOVED);
  }

  private static List<Change> changesOf(Fleet fleet, NodeName node) {
    return fleet.router(R51).getFirst().history().oldestFirst().stream()
        .filter(change -> change.node().equals(node))
        .toList();
  }

  private static Fleet oneByOne(List<Recorded> events) {
    var fleet = Fleet.EMPTY;
    for (Recorded each : events) {
      fleet = fleet.apply(each);
    }
    return fleet;
  }

  @Test
  void itCorrectsWhatWasSaidBeforeItAlsoOfAnInstanceThatIsGone() {
    comesAndGoes();
    var before = oneByOne(story.events());
    assertTrue(before.router(R51).getFirst().history().isUnmeasured(D));
    assertFalse(before.router(R51).getFirst().instances().containsKey(D));
    story.node(D, new NodeEvent.ClockMeasured(BEHIND, MILLI));
    var after = oneByOne(story.events());
    assertEquals(3, changesOf(after, D).size());
    for (Change change : changesOf(after, D)) {
      assertEquals(change.wallNanos() + BEHIND, change.timeNanos());
      assertInstanceOf(Bound.Within.class, change.bound());
    }
    assertFalse(after.router(R51).getFirst().history().isUnmeasured(D));
    assertEquals(changesOf(before, A), changesOf(after, A));
    assertEquals(after, Fleet.EMPTY.apply(story.events()), "all at once");
  }
}
