package dev.baton.controller.fleet;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.baton.controller.Story;
import dev.baton.controller.fleet.Failovers.Orders;
import dev.baton.events.Cause;
import dev.baton.events.ControllerEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.Recorded;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final Orders NONE = (id, seqs) -> false;

  private final Story story = Story.ofThreeNodes();

  private void moves(int count) {
    var random = new Random(5);
    for (int i = 0; i < count; i++) {
      story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
      story.later(1 + random.nextLong(4 * SECOND));
      story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
      story.later(1 + random.nextLong(9 * SECOND));
      story.controller(new ControllerEvent.Alive());
      story.turns(A, InstanceState.FAULT, InstanceState.ACTIVE, Cause.PREEMPTED_LOWER);
      story.turns(B, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
      story.later(1 + random.nextLong(9 * SECOND));
      story.controller(new ControllerEvent.Alive());
    }
  }

  private static List<Failover> all(Ledger ledger) {
    return ledger.newest(Long.MAX_VALUE, 1_000);
  }

  @Test
  void whatIsTakenOverIsWhatWouldBeConcludedAnew() {
    moves(30);
    var fleet = Fleet.EMPTY;
    var ledger = Ledger.EMPTY;
    for (Recorded each : story.events()) {
      fleet = fleet.apply(each);
      ledger = ledger.after(fleet, NONE);
      assertEquals(all(Ledger.EMPTY.after(fleet, NONE)), all(ledger));
    }
    assertEquals(61, all(ledger).size());
  }

  @Test
  void whatIsFinalIsConcludedOnce() {
    moves(2);
    story.later(60 * SECOND);
    story.controller(new ControllerEvent.Alive());
    var fleet = Fleet.EMPTY.apply(story.events());
    var ledger = Ledger.EMPTY.after(fleet, NONE);
    assertFalse(ledger.last(R51).getFirst().isProvisional());
    var alive = story.controller(new ControllerEvent.Alive());
    var later = ledger.after(fleet.apply(alive), NONE);
    assertSame(ledger.last(R51).getFirst(), later.last(R51).getFirst());
  }

  @Test
  void pagesFollowEachOther() {
    moves(10);
    var ledger = Ledger.EMPTY.after(Fleet.EMPTY.apply(story.events()), NONE);
    var all = all(ledger);
    var first = ledger.newest(Long.MAX_VALUE, 8);
    assertEquals(all.subList(0, 8), first);
    assertEquals(all.subList(8, 16), ledger.newest(first.getLast().seq(), 8));
    assertEquals(List.of(), ledger.newest(all.getLast().seq(), 8));
  }
}
