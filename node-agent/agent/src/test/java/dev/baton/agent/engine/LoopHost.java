package dev.baton.agent.engine;

import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Command;
import dev.baton.events.Draft;
import dev.baton.events.InstanceState;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A host: a real engine over a kernel in memory, and the steward that looks after it. */
final class LoopHost {
  /** How long after a reason to run an engine runs, at most, unless it is stalled. */
  static final long JITTER_NANOS = 300_000L;

  /** A dead engine's addresses are taken away by the steward within this time. */
  private static final long STEWARD_NANOS = 100_000_000L;

  private static final int MOST_TURNS_A_SECOND = 2_000;

  final String name;
  final int index;
  final LoopKernel kernel;
  final LoopChecks checks;
  private final LoopTime time;
  private final SplittableRandom chance;
  private final LoopRings.Pair rings;
  private final LoopTrace trace;
  private final Set<InetAddress> byHand = new HashSet<>();
  private final Map<String, Sense> trackers = new TreeMap<>();
  private final LoopOrders orders;
  private final List<Reading> read = new ArrayList<>();
  private final List<LoopStrand> engine = new ArrayList<>();
  private LoopPlan file;
  private LoopPlan inForce;
  private LoopTurn turn;
  private boolean isHeld;
  private boolean isStopping;
  private boolean hasStopped;
  private boolean isInTurn;
  private long firstElectionNanos;
  private long stalledUntilNanos;
  private long dueAtNanos = Long.MAX_VALUE;
  private long generation;
  private long turnsSecond;
  private int turnsCount;
  private long life;

  /** A configuration as the steward has read it. */
  private record Reading(LoopPlan plan, Cast cast) {}

  LoopHost(int index, LoopWorld world, LoopPlan plan) {
    this.name = "host" + (char) ('A' + index);
    this.index = index;
    this.time = world.time();
    this.chance = world.chance().split();
    this.rings = world.rings().take();
    this.orders = new LoopOrders(rings.orders(), this::poke);
    this.trace = world.trace();
    this.file = plan;
    this.inForce = plan;
    this.turn = new LoopTurn(0, 0, plan);
    this.kernel = new LoopKernel(this, time, world.network(), chance.split());
    this.checks = new LoopChecks(this);
    trackers.put("chk", Sense.UP);
    trackers.put("extra", Sense.UP);
    empty(new ArrayList<>());
  }

  LoopTurn turn() {
    return turn;
  }

  /** What the engine works by, as far as it has taken it. */
  LoopPlan inForce() {
    return inForce;
  }

  /** What the file says. */
  LoopPlan file() {
    return file;
  }

  /** Addresses that somebody has put there beside the engine. */
  Set<InetAddress> byHand() {
    return byHand;
  }

  boolean isRunning() {
    return !engine.isEmpty();
  }

  boolean isHeld() {
    return isHeld;
  }

  LoopRings.Pair rings() {
    return rings;
  }

  /** Whether nothing keeps an instance from being Active, as far as its host knows. */
  boolean isCandidate(String instance) {
    return isRunning()
        && inForce.part(instance).stream()
            .anyMatch(part -> checks.expected().faults(part).isEmpty());
  }

  InstanceState state(String instance) {
    return !isRunning() || inForce.part(instance).isEmpty()
        ? InstanceState.INITIALIZE
        : checks.past(inForce.part(instance).getFirst()).state;
  }

  int priority(String instance) {
    return checks.expected().priority(inForce.part(instance).getFirst());
  }

  /** How the trackers stand, as the engine was told. */
  Map<String, Sense> told() {
    return orders.told();
  }

  long firstElectionNanos() {
    return firstElectionNanos;
  }

  boolean isStalled() {
    return stalledUntilNanos > time.nowNanos();
  }

  void note(Object what) {
    trace.add(time.nowNanos(), name, what);
  }

  /** Starts the agent; its elections begin some time later. */
  void boot(long electionDelayNanos) {
    if (isRunning()) {
      return;
    }
    note("boots");
    firstElectionNanos = kernel.nanos() + electionDelayNanos;
    startEngine();
  }

  private void startEngine() {
    life++;
    kernel.forget();
    checks.begin();
    empty(new ArrayList<>());
    orders.told().clear();
    read.clear();
    inForce = file;
    isStopping = false;
    hasStopped = false;
    if (isHeld) {
      orders.give(new Command.PlaceHold("", "op", "", 0));
    }
    var cast = file.cast(firstElectionNanos);
    var events = new EngineEvents(rings.events(), () -> turn.isRung = true, kernel);
    var loop =
        new EngineLoop(new Steward(), kernel.ports(), rings.orders(), events, rings.counts());
    engine.add(
        new LoopStrand(() -> {
          loop.run(cast, "test", 1);
          hasStopped = true;
        }));
    dueAtNanos = Long.MAX_VALUE;
    poke();
    after(chance.nextLong(STEWARD_NANOS), this::tellTrackers);
  }

  /** Runs later if this engine is still the same and alive. */
  private void after(long delayNanos, Runnable action) {
    long now = life;
    time.after(
        delayNanos,
        () -> {
          if (life == now && isRunning()) {
            action.run();
          }
        });
  }

  private void tellTrackers() {
    trackers.forEach(orders::tell);
  }

  /** A script's result is another one. */
  void script(String tracker, Sense sense) {
    trackers.put(tracker, sense);
    if (isRunning() && orders.told().containsKey(tracker)) {
      note(tracker + " is " + sense);
      orders.tell(tracker, sense);
    }
  }

  void hold(boolean isWanted) {
    if (isHeld != isWanted) {
      isHeld = isWanted;
      note(isWanted ? "is held" : "is no longer held");
      if (isRunning()) {
        orders.give(
            isWanted ? new Command.PlaceHold("", "op", "", 0) : new Command.LiftHold("", "op"));
      }
    }
  }

  /** Writes another configuration, and has the agent read it. */
  void reload(LoopPlan next) {
    file = next;
    if (isRunning()) {
      note("reloads " + next);
      orders.reload();
    }
  }

  /** SIGTERM. */
  void stop() {
    if (isRunning()) {
      note("is told to stop");
      isStopping = true;
      orders.stop();
    }
  }

  /** SIGKILL to the engine; a steward cleans up and starts another one, or nobody cleans up. */
  void kill(boolean isCleaned) {
    if (isRunning()) {
      note("has its engine killed");
      engine.getFirst().cut();
      killed(isCleaned);
    }
  }

  private void killed(boolean isCleaned) {
    engine.clear();
    kernel.forget();
    stalledUntilNanos = 0;
    long now = ++life;
    var left = inForce;
    long cleanedAfterNanos = chance.nextLong(STEWARD_NANOS);
    if (isCleaned) {
      time.after(
          cleanedAfterNanos,
          () -> {
            if (life == now) {
              left.cast(0).config().instances().forEach(each -> LeftBehind.remove(each, kernel));
            }
          });
    }
    time.after(
        cleanedAfterNanos + chance.nextLong(STEWARD_NANOS),
        () -> {
          if (life == now) {
            note("has another engine");
            startEngine();
          }
        });
  }

  /** The engine does not run for so long, whatever happens. */
  void stall(long nanos) {
    if (isRunning()) {
      note("stalls for " + nanos / 1_000_000 + " ms");
      stalledUntilNanos = Math.max(stalledUntilNanos, time.nowNanos() + nanos);
      dueAtNanos = Long.MAX_VALUE;
      runAt(stalledUntilNanos);
    }
  }

  /** There is something for the engine. */
  void poke() {
    if (isRunning() && !isInTurn) {
      runAt(time.nowNanos());
    }
  }

  private void runAt(long wantedNanos) {
    long from = Math.max(wantedNanos, Math.max(stalledUntilNanos, time.nowNanos()));
    long at = from + chance.nextLong(JITTER_NANOS);
    if (at < dueAtNanos) {
      dueAtNanos = at;
      long mine = ++generation;
      time.at(
          at,
          () -> {
            if (mine == generation && isRunning()) {
              runOnce();
            }
          });
    }
  }

  /** Called by the engine's thread. */
  void waits() {
    engine.getFirst().pause();
  }

  private void runOnce() {
    long now = kernel.nanos() - kernel.spentNanos();
    requireProgress();
    turn = new LoopTurn(now, checks.hasBegun() ? now - kernel.untilNanos() : 0, inForce);
    turn.isDisturbed = orders.areWaiting() || !read.isEmpty() || !checks.hasBegun();
    turn.isStopping = isStopping;
    orders.begin(turn);
    kernel.begin(turn);
    var strand = engine.getFirst();
    isInTurn = true;
    strand.resume();
    isInTurn = false;
    empty(turn.told);
    turn.told.forEach(draft -> note(draft.event()));
    turn.sent.forEach(this::note);
    if (strand.hasEnded() && !hasStopped) {
      note("had its engine killed within a turn");
      killed(chance.nextBoolean());
      return;
    }
    turn.after = inForce;
    checks.check(turn);
    dueAtNanos = Long.MAX_VALUE;
    if (strand.hasEnded()) {
      ended();
    } else {
      long freeNanos = time.nowNanos() + kernel.spentNanos();
      long waitNanos = kernel.hasNews() ? 0 : kernel.untilNanos() - now - kernel.spentNanos();
      runAt(freeNanos + Math.max(0, waitNanos));
    }
  }

  private void requireProgress() {
    long second = time.nowNanos() / 1_000_000_000L;
    turnsCount = second == turnsSecond ? turnsCount + 1 : 0;
    turnsSecond = second;
    if (turnsCount > MOST_TURNS_A_SECOND) {
      throw new LoopViolated(name + " wakes all the time");
    }
  }

  private void ended() {
    checks.ended();
    engine.clear();
    kernel.forget();
    life++;
    note("has stopped");
  }

  /** The trial is over. */
  void end() {
    engine.forEach(LoopStrand::cut);
    engine.clear();
  }

  private void empty(List<Draft> events) {
    rings.events().drain(new LoopOrders.Taken(events));
    if (events.isEmpty() && !isRunning()) {
      orders.forget();
    }
  }

  /** Reads the file when asked to, which takes a moment. */
  private final class Steward implements Casts {
    @Override
    public void request() {
      after(chance.nextLong(STEWARD_NANOS), this::read);
    }

    private void read() {
      read.clear();
      read.add(new Reading(file, file.cast(firstElectionNanos)));
      poke();
    }

    @Override
    public List<Cast> take() {
      if (read.isEmpty()) {
        return List.of();
      }
      var reading = read.removeFirst();
      inForce = reading.plan();
      turn.isReload = true;
      forgetUnused("chk", LoopPart.Tracking.SCRIPT_FAULT);
      forgetUnused("extra", LoopPart.Tracking.SCRIPT_WEIGHT);
      after(1 + chance.nextLong(STEWARD_NANOS), LoopHost.this::tellTrackers);
      return List.of(reading.cast());
    }

    /** An engine forgets trackers that nobody uses. */
    private void forgetUnused(String tracker, LoopPart.Tracking use) {
      if (inForce.parts().stream().noneMatch(part -> part.tracking() == use)) {
        orders.told().remove(tracker);
      }
    }
  }
}
