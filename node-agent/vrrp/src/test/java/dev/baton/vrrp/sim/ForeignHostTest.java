package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.MacAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignHostTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Test
  void everyMakerTakesPartInSomeTrial() {
    var seen = EnumSet.noneOf(Maker.class);
    LongStream.rangeClosed(1, 500)
        .mapToObj(seed -> TrialPlan.draw(new SplittableRandom(seed)))
        .flatMap(plan -> plan.virtualRouters().stream())
        .flatMap(List::stream)
        .forEach(router -> seen.add(router.maker()));
    assertEquals(EnumSet.allOf(Maker.class), seen);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BATON")
  void theStrongerOfTheTwoIsActiveAndTheOtherFollows(Maker maker) {
    var plan = planWith(maker);
    var simulation = new Simulation(1);
    var segment = new SimulatedSegment(simulation, LinkConditions.perfect(1_000));
    var world = new World(simulation, segment, new Deliveries(), VirtualRouter::on, 1_000);
    var host = new SimulatedHost("ours", new MacAddress(1), world);
    var ours = host.add(plan.madeBy(Maker.BATON));
    var theirs = new ForeignHost("theirs", new MacAddress(2), world, plan.settings(), maker::model);
    host.boot();
    simulation.runFor(20 * SECOND_NANOS);
    assertTrue(ours.isActive());
    theirs.boot();
    simulation.runFor(20 * SECOND_NANOS);
    assertFalse(theirs.isActive(), "it hears its equal with the same address");
    host.crash();
    simulation.runFor(20 * SECOND_NANOS);
    assertTrue(theirs.isActive());
    assertTrue(theirs.advertCount() > 2);
    theirs.stop();
    assertFalse(theirs.isActive());
  }

  private static RouterPlan planWith(Maker maker) {
    return LongStream.rangeClosed(1, 2_000)
        .mapToObj(seed -> TrialPlan.draw(new SplittableRandom(seed)))
        .flatMap(plan -> plan.virtualRouters().getFirst().stream())
        .filter(router -> router.maker() == maker)
        .filter(router -> router.config().election().priority().value() < 250)
        .filter(router -> router.config().protocol().interval().value() == 100)
        .findFirst()
        .orElseThrow();
  }
}
