package dev.baton.agent.engine;

import static dev.baton.agent.engine.Contests.Answer.COMPLAIN;
import static dev.baton.agent.engine.Contests.Answer.PUT_BACK;
import static dev.baton.agent.engine.Contests.Answer.TRY;
import static dev.baton.agent.engine.Contests.Answer.WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.Contests.Answer;
import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent.VipsApplied;
import dev.baton.events.InstanceEvent.VipsRemoved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses and interfaces that somebody else takes away as often as they are put there. */
class ContestsTest extends EngineScenario {
  private static final long MILLI = 1_000_000L;
  private static final String VIRTUAL = CONFIG.replace("priority 100", "priority 100\n use_vmac");

  private final Contests<String> contests = new Contests<>();

  private List<Answer> eachMilli(int from, int count) {
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < count; i++) {
      answers.add(contests.missing("it", (from + i) * MILLI));
    }
    return answers;
  }

  @Test
  void whatGoesNowAndThenIsPutBackAtOnceForEver() {
    for (int second = 0; second < 100; second++) {
      assertEquals(Collections.nCopies(5, PUT_BACK), eachMilli(second * 1_010, 5));
    }
    assertFalse(contests.isContested("it"));
    assertFalse(contests.isNone());
    contests.settled(200_000 * MILLI);
    assertTrue(contests.isNone());
  }

  @Test
  void thePausesGrowToASecondAndOneComplaintIsMade() {
    eachMilli(0, 5);
    assertEquals(List.of(COMPLAIN, WAIT), eachMilli(5, 2));
    var tries = new ArrayList<Integer>();
    for (int milli = 7; milli < 6_000; milli++) {
      if (contests.missing("it", milli * MILLI) == TRY) {
        tries.add(milli);
      }
    }
    assertEquals(List.of(105, 306, 707, 1508, 2509, 3510, 4511, 5512), tries);
    assertEquals(PUT_BACK, contests.missing("another", 6_000 * MILLI));
  }

  @Test
  void whatStaysTwoSecondsIsContestedNoMore() {
    eachMilli(0, 6);
    assertEquals(TRY, contests.missing("it", 200 * MILLI));
    assertEquals(List.of(), contests.settled(2_199 * MILLI));
    assertTrue(contests.isContested("it"));
    assertEquals(List.of("it"), contests.settled(2_200 * MILLI));
    assertEquals(PUT_BACK, contests.missing("it", 2_201 * MILLI));
  }

  private List<Event> ofAddresses() {
    return events().stream()
        .filter(event -> event instanceof VipsApplied || event instanceof VipsRemoved)
        .toList();
  }

  @Test
  void anAddressThatIsTakenAwayAllTheTimeIsToldOfOnceAndAgainWhenItStays() {
    active();
    for (int i = 0; i < 1_000; i++) {
      host.whenWaiting(() -> {
        host.takeAway("eth0", VIP);
        host.advance(5 * MILLI);
      });
    }
    runUntilWaits(40);
    long puts = host.done.stream().filter("add 10.77.0.51"::equals).count();
    assertTrue(puts >= 9 && puts <= 13, () -> puts + " in 5 s");
    var text = List.of("10.77.0.51");
    var taken = new VipsRemoved(text, "somebody else");
    var applied = new VipsApplied(text, List.of());
    var told = ofAddresses();
    assertEquals(List.of(applied, taken, applied), told.subList(0, 3));
    assertEquals(taken, told.get(11));
    assertTrue(
        told.get(12) instanceof VipsApplied(var none, var failed)
            && none.isEmpty()
            && failed.getFirst().startsWith("10.77.0.51: somebody else on this host takes it away"),
        told::toString);
    assertEquals(List.of(applied, new VipsRemoved(text, "engine")), told.subList(13, told.size()));
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anInterfaceThatIsTakenAwayAllTheTimeIsAFaultUntilItStays() {
    configuration = VIRTUAL;
    active();
    for (int i = 0; i < 1_000; i++) {
      host.whenWaiting(() -> {
        host.vanish("vrrp.51");
        host.advance(5 * MILLI);
      });
    }
    runUntilWaits(100);
    long made = host.done.stream().filter("make vrrp.51"::equals).count();
    assertTrue(made >= 9 && made <= 14, () -> made + " in 5 s");
    assertEquals(
        List.of(
            Cause.STARTUP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.INTERFACE_DOWN,
            Cause.INTERFACE_UP,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            Cause.SHUTDOWN),
        causes());
  }
}
