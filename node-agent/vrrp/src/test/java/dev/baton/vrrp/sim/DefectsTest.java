package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The seeds find each rule of the state machine that is broken by hand. */
class DefectsTest {
  /** A part of the fixed set, so that each is found early. */
  private static final int SEEDS = 1_000;

  @Test
  void eachBrokenRuleIsFound() {
    var found =
        all().parallelStream()
            .collect(
                Collectors.toMap(
                    Defect::rule, DefectsTest::firstSeed, (one, other) -> one, TreeMap::new));
    var missed = found.entrySet().stream().filter(entry -> entry.getValue() == 0).toList();
    assertEquals(List.of(), missed);
    assertEquals(all().size(), found.size(), "each rule has its own words");
  }

  /** In the very trial that finds them they are missed when nobody is cut off for long. */
  @Test
  void whatWearsOffIsFoundByTheCutAlone() {
    for (var defect : CutDefects.all()) {
      int seed = firstSeed(defect);
      var steps = new TreeSet<>(Trial.stepsOf(seed));
      var acts = List.of(Act.values());
      int mishaps = steps.size() - acts.size();
      steps.remove(mishaps + 1 + acts.indexOf(Act.ONE_WAY_CUT));
      assertInstanceOf(Verdict.Passed.class, Trial.run(seed, defect.rules(), steps), defect::rule);
    }
  }

  @Test
  void thereIsADefectForEachRule() {
    assertTrue(all().size() >= 130, () -> "only " + all().size());
  }

  private static List<Defect> all() {
    var all = new ArrayList<>(ListeningDefects.all());
    all.addAll(SpeakingDefects.all());
    all.addAll(OperationDefects.all());
    all.addAll(UpgradeDefects.all());
    all.addAll(GroupDefects.all());
    all.addAll(ChecksumDefects.all());
    all.addAll(ReceivingDefects.all());
    all.addAll(DecodingDefects.all());
    all.addAll(CutDefects.all());
    all.addAll(MismatchDefects.all());
    return all;
  }

  /** The first seed that finds it, 0 for none. */
  private static int firstSeed(Defect defect) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      if (Trial.run(seed, defect.rules(), Set.of()) instanceof Verdict.Failed) {
        return seed;
      }
    }
    return 0;
  }
}
