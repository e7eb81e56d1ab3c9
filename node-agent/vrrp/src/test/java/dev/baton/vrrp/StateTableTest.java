package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The whole table: every state with every input in every combination of versions, preemption, hold,
 * ownership, advertised priority and source; Again is version 2 right after the same in version 3.
 * Each combination must match a row, the first that fits counts, and each row must be needed.
 *
 * <p>A row: state, input, conditions, {@code ->}, next state, what becomes of its timer, effects.
 */
class StateTableTest {
  private static final String TABLE =
      """
      INITIALIZE Startup owner free          -> ACTIVE     NEXT Add Send FIRST Moved
      INITIALIZE Startup                     -> BACKUP     FULL Moved
      INITIALIZE TrackedPriority free common -> INITIALIZE NONE Priority
      INITIALIZE HoldPlaced free             -> INITIALIZE NONE Priority
      INITIALIZE HoldLifted held             -> INITIALIZE NONE Priority
      INITIALIZE TakeOver                    -> INITIALIZE NONE Refused
      INITIALIZE *                           -> INITIALIZE NONE

      FAULT      Shutdown                    -> INITIALIZE NONE Moved
      FAULT      FaultCleared owner free     -> ACTIVE     NEXT Add Send FIRST Moved
      FAULT      FaultCleared                -> BACKUP     FULL Moved
      FAULT      TrackedPriority free common -> FAULT      NONE Priority
      FAULT      HoldPlaced free             -> FAULT      NONE Priority
      FAULT      HoldLifted held             -> FAULT      NONE Priority
      FAULT      TakeOver                    -> FAULT      NONE Refused
      FAULT      *                           -> FAULT      NONE

      BACKUP     Shutdown                    -> INITIALIZE NONE Moved
      BACKUP     FaultRaised                 -> FAULT      NONE Moved
      BACKUP     LinkDown                    -> FAULT      NONE Moved
      BACKUP     TickDue                     -> ACTIVE     NEXT Add Send FIRST Moved
      BACKUP     TickDown                    -> ACTIVE     NEXT Add Send FIRST Moved
      BACKUP     Advert zero own             -> BACKUP     KEPT
      BACKUP     Advert zero                 -> BACKUP     SKEW
      BACKUP     Advert lower preempts       -> BACKUP     KEPT
      BACKUP     Advert                      -> BACKUP     FULL
      BACKUP     TrackedPriority free common -> BACKUP     KEPT Priority
      BACKUP     HoldPlaced free             -> BACKUP     KEPT Priority
      BACKUP     HoldLifted held             -> BACKUP     KEPT Priority
      BACKUP     TakeOver                    -> BACKUP     KEPT Refused
      BACKUP     StalledLong                 -> BACKUP     FULL
      BACKUP     Again                       -> BACKUP     KEPT
      BACKUP     Overdue                     -> BACKUP     KEPT Missed
      BACKUP     *                           -> BACKUP     KEPT

      LINGERING  Shutdown                    -> INITIALIZE NONE Remove Moved
      LINGERING  FaultRaised                 -> FAULT      NONE Remove Moved
      LINGERING  LinkDown                    -> FAULT      NONE Remove Moved
      LINGERING  TickDue                     -> BACKUP     KEPT Remove
      LINGERING  TickDown                    -> ACTIVE     NEXT Add Send FIRST Moved
      LINGERING  Advert zero own             -> LINGERING  KEPT
      LINGERING  Advert zero                 -> LINGERING  SKEW
      LINGERING  Advert lower preempts       -> LINGERING  KEPT
      LINGERING  Advert                      -> LINGERING  FULL
      LINGERING  TrackedPriority free common -> LINGERING  KEPT Priority
      LINGERING  HoldPlaced free             -> LINGERING  HELD Priority
      LINGERING  HoldLifted held             -> LINGERING  KEPT Priority
      LINGERING  TakeOver                    -> LINGERING  KEPT Refused
      LINGERING  StalledLong                 -> LINGERING  FULL
      LINGERING  Again                       -> LINGERING  KEPT
      LINGERING  Overdue                     -> LINGERING  KEPT GaveWay
      LINGERING  *                           -> LINGERING  KEPT

      ACTIVE     Shutdown                    -> INITIALIZE NONE Resign Remove Moved
      ACTIVE     FaultRaised                 -> FAULT      NONE Resign Remove Moved
      ACTIVE     LinkDown                    -> FAULT      NONE Remove Moved
      ACTIVE     TickDue                     -> ACTIVE     NEXT Send
      ACTIVE     Advert own                  -> ACTIVE     KEPT
      ACTIVE     Advert zero                 -> ACTIVE     NEXT Send
      ACTIVE     Advert lower                -> ACTIVE     KEPT Send RIVAL
      ACTIVE     Advert equal below          -> ACTIVE     KEPT Send RIVAL
      ACTIVE     Advert expected             -> LINGERING  FULL Silence Moved
      ACTIVE     Advert higher held          -> LINGERING  FULL Silence Moved
      ACTIVE     Advert                      -> BACKUP     FULL Remove Moved
      ACTIVE     TrackedPriority free common -> ACTIVE     KEPT Priority
      ACTIVE     HoldPlaced free             -> ACTIVE     NEXT Send Priority
      ACTIVE     HoldLifted held             -> ACTIVE     KEPT Priority
      ACTIVE     TakeOver                    -> ACTIVE     KEPT Refused
      ACTIVE     StalledLong                 -> BACKUP     FULL Remove Moved
      ACTIVE     Again                       -> ACTIVE     KEPT
      ACTIVE     Overdue                     -> ACTIVE     KEPT GaveWay
      ACTIVE     *                           -> ACTIVE     KEPT
      """;

  private static final List<String> INPUTS =
      List.of(
          "Startup",
          "Shutdown",
          "TickEarly",
          "TickDue",
          "TickDown",
          "FaultRaised",
          "LinkDown",
          "FaultCleared",
          "UnknownCleared",
          "TrackedPriority",
          "HoldPlaced",
          "HoldLifted",
          "HandOverExpected",
          "TakeOver",
          "StalledShort",
          "StalledLong",
          "Overdue",
          "Reconfigured");

  private record Row(
      String state, String input, Set<String> when, String next, String timer, String did) {
    static Row parse(String line) {
      var sides = line.split("->", -1);
      var left = List.of(sides[0].strip().split("\\s+"));
      var right = List.of(sides[1].strip().split("\\s+"));
      return new Row(
          left.get(0),
          left.get(1),
          Set.copyOf(left.subList(2, left.size())),
          right.get(0),
          right.get(1),
          String.join(" ", right.subList(2, right.size())));
    }

    boolean fits(String inState, String onInput, Set<String> facts) {
      return state.equals(inState)
          && (input.equals("*") || input.equals(onInput))
          && facts.containsAll(when);
    }
  }

  /** The versions that are spoken, and the one that is heard. */
  private enum Speech {
    V2(VrrpVersion.V2, VrrpVersion.V2),
    V3(VrrpVersion.V3, VrrpVersion.V3),
    DUAL_HEARING_V3(VrrpVersion.V3, VrrpVersion.V3),
    DUAL_HEARING_V2(VrrpVersion.V3, VrrpVersion.V2);

    private final VrrpVersion spoken;
    private final VrrpVersion heard;

    Speech(VrrpVersion spoken, VrrpVersion heard) {
      this.spoken = spoken;
      this.heard = heard;
    }

    boolean isDual() {
      return this == DUAL_HEARING_V3 || this == DUAL_HEARING_V2;
    }
  }

  /** One combination; advert and source are empty for other inputs. */
  private record Case(String state, Speech speech, Set<String> facts, String input) {
    int ownPriority() {
      return facts.contains("held") ? 1 : basePriority();
    }

    int basePriority() {
      return facts.contains("owner") ? 255 : 100;
    }
  }

  private final List<Row> rows =
      TABLE.lines().filter(line -> !line.isBlank()).map(Row::parse).toList();
  private final Set<Row> used = new HashSet<>();

  @Test
  void everyCombinationDoesWhatTheTableSays() {
    var cases = cases();
    cases.forEach(this::check);
    assertEquals(Set.copyOf(rows), used, "rows that no combination needs");
    assertTrue(cases.size() > 2_000, "only " + cases.size() + " combinations");
  }

  private void check(Case one) {
    var row =
        rows.stream()
            .filter(candidate -> candidate.fits(one.state(), one.input(), one.facts()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row for " + one));
    used.add(row);
    var scenario = inState(one);
    assertEquals(one.state(), stateName(scenario), () -> "set-up of " + one);
    long heardAtNanos = scenario.nowNanos();
    scenario.after(Scenario.MILLI);
    var before = scenario.state();
    long beforeNanos = timerNanos(before);
    apply(one, scenario);
    assertEquals(row.next(), stateName(scenario), one::toString);
    assertEquals(row.did(), scenario.did(), one::toString);
    long expectedNanos =
        switch (row.timer()) {
          case "NONE" -> 0;
          case "KEPT" -> beforeNanos;
          case "NEXT" -> scenario.nowNanos() + Scenario.SECOND;
          case "SKEW" -> scenario.nowNanos() + skewNanos(scenario.state());
          case "FULL" -> scenario.nowNanos() + fullNanos(scenario.state());
          case "HELD" -> heardAtNanos + fullNanos(scenario.state());
          default -> throw new AssertionError("no such timer word: " + row);
        };
    assertEquals(expectedNanos, timerNanos(scenario.state()), () -> "timer of " + one);
  }

  private static long skewNanos(State state) {
    return (256 - state.priority().value()) * Scenario.SECOND / 256;
  }

  private static long fullNanos(State state) {
    return 3 * Scenario.SECOND + skewNanos(state);
  }

  private static long timerNanos(State state) {
    return switch (state) {
      case State.Initialize initialize -> 0;
      case State.Backup backup -> backup.activeDown().atNanos();
      case State.Active active -> active.nextAdvertAtNanos();
    };
  }

  private static String stateName(Scenario scenario) {
    boolean lingers =
        scenario.state() instanceof State.Backup backup && backup.lingerUntil().isSet();
    return lingers ? "LINGERING" : scenario.reported().name();
  }

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var state : List.of("INITIALIZE", "FAULT", "BACKUP", "LINGERING", "ACTIVE")) {
      for (var speech : Speech.values()) {
        for (int bits = 0; bits < 16; bits++) {
          addInputs(cases, state, speech, facts(bits));
        }
      }
    }
    return cases;
  }

  private static Set<String> facts(int bits) {
    var facts = new TreeSet<String>();
    facts.add((bits & 1) == 0 ? "free" : "held");
    facts.add((bits & 2) == 0 ? "common" : "owner");
    facts.add((bits & 4) == 0 ? "preempt" : "nopreempt");
    facts.add((bits & 8) == 0 ? "surprised" : "expected");
    if (facts.contains("free") && (facts.contains("preempt") || facts.contains("owner"))) {
      facts.add("preempts");
    }
    return facts;
  }

  private static void addInputs(List<Case> cases, String state, Speech speech, Set<String> facts) {
    for (var input : INPUTS) {
      cases.add(new Case(state, speech, facts, input));
    }
    for (var relation : List.of("zero", "lower", "equal", "higher")) {
      boolean impossible =
          (relation.equals("lower") && facts.contains("held"))
              || (relation.equals("higher") && facts.contains("owner") && facts.contains("free"));
      for (var source : List.of("below", "own", "above")) {
        var more = new TreeSet<>(facts);
        more.add(relation);
        more.add(source);
        if (!impossible) {
          cases.add(new Case(state, speech, more, "Advert"));
        }
        if (!impossible && speech.isDual() && relation.equals("lower") && source.equals("below")) {
          cases.add(new Case(state, speech, more, "Again"));
        }
      }
    }
  }

  private static Scenario inState(Case one) {
    var election =
        new RouterConfig.Election(
            new Priority(one.basePriority()),
            one.facts().contains("preempt"),
            0,
            RouterConfig.Conformance.RFC_9568);
    var config = Scenario.config(one.speech().spoken, election);
    var scenario = new Scenario(one.speech().isDual() ? Scenario.dual(config) : config);
    if (one.facts().contains("held")) {
      scenario.on(new Input.HoldPlaced());
    }
    if (one.state().equals("FAULT")) {
      scenario.on(new Input.FaultRaised("script", Cause.TRACK_SCRIPT));
    }
    if (!one.state().equals("INITIALIZE")) {
      scenario.on(new Input.Startup());
    }
    if (one.state().equals("BACKUP") && scenario.state() instanceof State.Active) {
      scenario.on(new Input.Stalled(100 * Scenario.SECOND));
    }
    boolean toActive = one.state().equals("ACTIVE") || one.state().equals("LINGERING");
    if (toActive && scenario.state() instanceof State.Backup) {
      scenario.tick();
    }
    if (one.input().equals("Overdue")) {
      scenario.heard(Math.max(1, one.ownPriority() - 1), Scenario.BELOW, 3 * Scenario.SECOND / 2);
    }
    if (one.input().equals("Again")) {
      scenario.hears(advertised(one), source(one));
    }
    if (one.state().equals("LINGERING")) {
      scenario
          .on(new Input.HandOverExpected(Long.MAX_VALUE))
          .hears(255, Scenario.ABOVE, one.speech().heard);
    }
    if (one.facts().contains("expected")) {
      scenario.on(new Input.HandOverExpected(Long.MAX_VALUE));
    }
    return scenario;
  }

  private static void apply(Case one, Scenario scenario) {
    switch (one.input()) {
      case "Startup" -> scenario.on(new Input.Startup());
      case "Shutdown" -> scenario.on(new Input.Shutdown(Cause.SHUTDOWN));
      case "TickEarly", "Overdue" -> scenario.on(new Input.Tick());
      case "TickDue" -> scenario.tick();
      case "TickDown" -> tickAtTimer(scenario);
      case "FaultRaised" -> scenario.on(new Input.FaultRaised("script", Cause.TRACK_SCRIPT));
      case "LinkDown" -> scenario.on(new Input.FaultRaised("link", Cause.INTERFACE_DOWN));
      case "FaultCleared" -> scenario.on(new Input.FaultCleared("script"));
      case "UnknownCleared" -> scenario.on(new Input.FaultCleared("unknown"));
      case "TrackedPriority" ->
          scenario.on(new Input.TrackedPriority(List.of(new Contribution("script", -10))));
      case "HoldPlaced" -> scenario.on(new Input.HoldPlaced());
      case "HoldLifted" -> scenario.on(new Input.HoldLifted());
      case "HandOverExpected" -> scenario.on(new Input.HandOverExpected(Long.MAX_VALUE));
      case "TakeOver" ->
          scenario.on(
              new Input.TakeOver(
                  "c1", Scenario.ABOVE, Priority.OWNER, scenario.nowNanos() + Scenario.SECOND));
      case "StalledShort" -> scenario.on(new Input.Stalled(2 * Scenario.SECOND));
      case "StalledLong" -> scenario.on(new Input.Stalled(5 * Scenario.SECOND));
      case "Reconfigured" ->
          scenario.on(new Input.Reconfigured(scenario.state().situation().config()));
      case "Advert" -> scenario.hears(advertised(one), source(one), one.speech().heard);
      case "Again" -> scenario.hears(advertised(one), source(one), VrrpVersion.V2);
      default -> throw new AssertionError("no such input: " + one);
    }
  }

  /** Only in Backup is there a timer behind the next deadline. */
  private static void tickAtTimer(Scenario scenario) {
    if (scenario.state() instanceof State.Backup) {
      scenario.after(scenario.downNanos());
    }
    scenario.on(new Input.Tick());
  }

  private static int advertised(Case one) {
    if (one.facts().contains("zero")) {
      return 0;
    }
    if (one.facts().contains("lower")) {
      return one.ownPriority() - 1;
    }
    return one.facts().contains("equal") ? one.ownPriority() : one.ownPriority() + 1;
  }

  private static InetAddress source(Case one) {
    if (one.facts().contains("below")) {
      return Scenario.BELOW;
    }
    return one.facts().contains("own") ? Scenario.ME : Scenario.ABOVE;
  }
}
