package dev.baton.vrrp.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.sim.peer.LetterModel;
import dev.baton.vrrp.sim.peer.PeerModel;
import dev.baton.vrrp.sim.peer.PeerSettings;
import dev.baton.vrrp.sim.peer.PeerWire;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Routers that do not come to rest when one way of a link is broken are found by the act. */
class OneWayCutTest {
  private static final int SEEDS = 80;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** A router by the letter, but for one thing. */
  private static class Odd implements PeerModel {
    final PeerModel letter;
    final PeerWire wire;

    Odd(PeerSettings settings, PeerWire wire) {
      this.letter = new LetterModel(settings, LetterModel.Rfc.RFC_9568, wire);
      this.wire = wire;
    }

    @Override
    public void start(long nowNanos) {
      letter.start(nowNanos);
    }

    @Override
    public void stop(long nowNanos) {
      letter.stop(nowNanos);
    }

    @Override
    public void die() {
      letter.die();
    }

    @Override
    public void hear(byte[] message, InetAddress source, int ttl, long nowNanos) {
      letter.hear(message, source, ttl, nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
      letter.tick(nowNanos);
    }

    @Override
    public OptionalLong nextNanos() {
      return letter.nextNanos();
    }

    @Override
    public boolean isActive() {
      return letter.isActive();
    }

    @Override
    public int priority() {
      return letter.priority();
    }

    @Override
    public long skewNanos() {
      return letter.skewNanos();
    }
  }

  /** It gives way to every other that is Active, and begins anew. */
  private static final class Timid extends Odd {
    Timid(PeerSettings settings, PeerWire wire) {
      super(settings, wire);
    }

    @Override
    public void hear(byte[] message, InetAddress source, int ttl, long nowNanos) {
      if (isActive()) {
        letter.die();
        wire.became(false);
        letter.start(nowNanos);
      }
      super.hear(message, source, ttl, nowNanos);
    }
  }

  /** It gives way to nobody. */
  private static final class Stubborn extends Odd {
    Stubborn(PeerSettings settings, PeerWire wire) {
      super(settings, wire);
    }

    @Override
    public void hear(byte[] message, InetAddress source, int ttl, long nowNanos) {
      if (!isActive()) {
        super.hear(message, source, ttl, nowNanos);
      }
    }
  }

  /** Once it has heard anybody it never takes over again. */
  private static final class Resigned extends Odd {
    private boolean hasHeard;

    Resigned(PeerSettings settings, PeerWire wire) {
      super(settings, wire);
    }

    @Override
    public void hear(byte[] message, InetAddress source, int ttl, long nowNanos) {
      hasHeard = true;
      super.hear(message, source, ttl, nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
      if (isActive() || !hasHeard) {
        super.tick(nowNanos);
      }
    }

    @Override
    public OptionalLong nextNanos() {
      return isActive() || !hasHeard ? super.nextNanos() : OptionalLong.empty();
    }
  }

  @Test
  void routersByTheLetterComeToRest() {
    assertEquals(Set.of("rest"), outcomes(Odd::new));
  }

  @Test
  void whoGivesWayToALowerOneIsFound() {
    assertEquals(
        Set.of("rest", "is Backup though it hears none to put up with"), outcomes(Timid::new));
  }

  @Test
  void whoGivesWayToNobodyIsFound() {
    assertEquals(Set.of("rest", "reunited, and [2] are Active"), outcomes(Stubborn::new));
  }

  @Test
  void whoHearsNobodyAndDoesNotTakeOverIsFound() {
    assertEquals(
        Set.of("rest", "is Backup though it hears none to put up with"), outcomes(Resigned::new));
  }

  private static Set<String> outcomes(BiFunction<PeerSettings, PeerWire, PeerModel> maker) {
    var outcomes = new TreeSet<String>();
    var plan = plan();
    for (int seed = 1; seed <= SEEDS; seed++) {
      outcomes.add(outcome(plan, new Simulation(seed), maker));
    }
    return outcomes;
  }

  /** The lowest comes last, so the highest is Active when the act begins. */
  private static String outcome(
      TrialPlan plan, Simulation simulation, BiFunction<PeerSettings, PeerWire, PeerModel> maker) {
    var segment = new SimulatedSegment(simulation, LinkConditions.perfect(plan.delayNanos()));
    var world =
        new World(simulation, segment, new Deliveries(), VirtualRouter::on, plan.delayNanos());
    var routers = new ArrayList<ForeignHost>();
    for (var router : plan.virtualRouters().getFirst()) {
      var name = "host" + (routers.size() + 1);
      var mac = new MacAddress(routers.size() + 1);
      routers.add(new ForeignHost(name, mac, world, router.settings(), maker));
    }
    var electorates = List.of(new Electorate(List.copyOf(routers), true));
    var acts = new Acts(world, plan, routers, electorates, List.of());
    routers.forEach(ForeignHost::boot);
    simulation.runFor(20 * SECOND_NANOS);
    try {
      acts.play(Act.ONE_WAY_CUT);
      return "rest";
    } catch (InvariantViolated violated) {
      return violated.what().replaceFirst("^host[0-9] ", "");
    }
  }

  /** Three routers of version 3 with priorities of their own, which preempt. */
  private static TrialPlan plan() {
    return LongStream.rangeClosed(1, 5_000)
        .mapToObj(seed -> TrialPlan.draw(new SplittableRandom(seed)))
        .filter(plan -> plan.hasForeigners() && plan.everybodyPreempts() && plan.hostCount() == 3)
        .filter(plan ->
            plan.virtualRouters().getFirst().stream()
                    .map(router ->
                        router.settings().version() * 1_000 + router.settings().priority())
                    .filter(key -> key > 3_000)
                    .distinct()
                    .count()
                == 3)
        .findFirst()
        .orElseThrow();
  }
}
