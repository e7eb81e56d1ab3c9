package dev.baton.agent.engine;

import dev.baton.events.InstanceState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Real engines on one segment in virtual time, from one seed: mishaps for a while, then calm, then
 * the end.
 */
final class LoopTrial {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long CALM_NANOS = 25 * SECOND_NANOS;

  private final LoopTrace trace = new LoopTrace();
  private final LoopTime time = new LoopTime();
  private final SplittableRandom chance;
  private final List<LoopHost> hosts = new ArrayList<>();
  private final LoopMishaps mishaps;

  /** What came of a seed; nothing is wrong where that is empty. */
  record Result(long seed, String wrong, LoopTrace trace) {
    boolean isFailed() {
      return !wrong.isEmpty();
    }
  }

  private LoopTrial(long seed, LoopRings rings) {
    // Each concern has its own chances, so that one more draw here changes nothing there.
    chance = new SplittableRandom(seed);
    var network = new LoopNetwork(time, chance.split());
    var world = new LoopWorld(time, network, chance.split(), rings, trace);
    int hostCount = 2 + chance.nextInt(3);
    var plans = new LoopPlans(chance.split(), hostCount);
    var planned = plans.plans();
    for (int index = 0; index < hostCount; index++) {
      hosts.add(new LoopHost(index, world, planned.get(index)));
    }
    mishaps = new LoopMishaps(world, chance.split(), hosts, plans);
  }

  /** On a thread that costs little to wait with, for it waits at every turn. */
  static Result run(long seed, LoopRings rings) {
    var result = new FutureTask<Result>(() -> runHere(seed, rings));
    Thread.ofVirtual().start(result);
    try {
      return result.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }

  private static Result runHere(long seed, LoopRings rings) {
    var trial = new LoopTrial(seed, rings);
    String wrong = "";
    try {
      trial.play();
    } catch (RuntimeException e) {
      wrong = e instanceof LoopViolated ? String.valueOf(e.getMessage()) : stackOf(e);
    } finally {
      trial.hosts.forEach(LoopHost::end);
    }
    trial.hosts.forEach(host -> rings.giveBack(host.rings()));
    return new Result(seed, wrong, trial.trace);
  }

  private static String stackOf(Throwable e) {
    var writer = new StringWriter();
    e.printStackTrace(new PrintWriter(writer, true));
    return writer.toString();
  }

  private void play() {
    for (var host : hosts) {
      LoopMishaps.giveOwnAddresses(host);
      long delayNanos = chance.nextInt(3) == 0 ? chance.nextLong(3 * SECOND_NANOS) : 0;
      time.after(chance.nextLong(SECOND_NANOS), () -> host.boot(delayNanos));
    }
    mishaps.begin();
    time.runUntil((5 + chance.nextInt(25)) * SECOND_NANOS);
    // Whatever was begun comes to its end.
    mishaps.calm();
    time.runUntil(time.nowNanos() + 10 * SECOND_NANOS);
    mishaps.calm();
    time.runUntil(time.nowNanos() + CALM_NANOS);
    checkSettled();
    hosts.forEach(host -> time.after(chance.nextLong(SECOND_NANOS), host::stop));
    time.runUntil(time.nowNanos() + 2 * SECOND_NANOS);
    for (var host : hosts) {
      if (host.isRunning()) {
        throw new LoopViolated(host.name + " does not stop");
      }
    }
  }

  private void checkSettled() {
    for (var host : hosts) {
      if (!host.inForce().equals(host.file())) {
        throw new LoopViolated(host.name + " does not work by its configuration");
      }
    }
    for (var part : hosts.getFirst().inForce().parts()) {
      var candidates = hosts.stream().filter(host -> host.isCandidate(part.name())).toList();
      var actives =
          hosts.stream().filter(host -> host.state(part.name()) == InstanceState.ACTIVE).toList();
      if (actives.size() != Math.min(1, candidates.size())) {
        throw new LoopViolated(
            part.name() + " is Active on " + names(actives) + " of " + names(candidates));
      }
      int highest =
          candidates.stream().mapToInt(host -> host.priority(part.name())).max().orElse(0);
      for (var active : actives) {
        if (part.election().preempts() && active.priority(part.name()) < highest) {
          throw new LoopViolated(part.name() + " is Active on " + active.name + ", which is lower");
        }
      }
    }
  }

  private static List<String> names(List<LoopHost> hosts) {
    return hosts.stream().map(host -> host.name).toList();
  }
}
