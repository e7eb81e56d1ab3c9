package dev.baton.vrrp.sim;

import dev.baton.events.Cause;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.MacAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** A host that runs its instances the way the engine does: drain first, then the timers. */
final class SimulatedHost implements Node {
  private static final int MOST_QUEUED = 10_000;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final String LINK = "link";

  /** A dead engine's addresses are taken away by the steward within this time. */
  private static final long STEWARD_NANOS = 100_000_000L;

  private record Pending(SimulatedInstance instance, Input input) {}

  private final String name;
  private final MacAddress mac;
  private final World world;
  private final Simulation simulation;
  private final SplittableRandom chance;
  private final long clockOffsetNanos;
  private final Port port;
  private final List<SimulatedInstance> instances = new ArrayList<>();
  private final Deque<Pending> inbox = new ArrayDeque<>();
  private final SimulatedGroup group;
  private boolean isRunning;
  private boolean isLinkUp = true;
  private boolean isStalled;
  private boolean isHeld;
  private boolean isWakePending;
  private boolean flapsWhenAnnouncing;
  private long wallSeconds;
  private long lifeCount;
  private long timerGeneration;

  SimulatedHost(String name, MacAddress mac, World world) {
    this.name = name;
    this.mac = mac;
    this.world = world;
    this.simulation = world.simulation();
    this.chance = simulation.chance();
    this.clockOffsetNanos = chance.nextInt(8) == 0 ? chance.nextLong() : 0;
    this.port = world.segment().attach(this);
    this.group = new SimulatedGroup(world.rules());
  }

  /** From now on the instances are a sync group. */
  void joinInGroup() {
    instances.forEach(group::add);
  }

  boolean isGrouped() {
    return !group.isEmpty();
  }

  /** An instance has taken a step. */
  void stepped(SimulatedInstance instance, Input input, Step step) {
    group.stepped(instance, input, step);
  }

  SimulatedInstance add(RouterPlan plan) {
    var instance = new SimulatedInstance(this, world, plan);
    instances.add(instance);
    return instance;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Port port() {
    return port;
  }

  @Override
  public boolean isRouter() {
    return true;
  }

  MacAddress mac() {
    return mac;
  }

  List<SimulatedInstance> instances() {
    return instances;
  }

  /** The host's own monotonic clock, which agrees with nobody's. */
  long clockNanos() {
    return simulation.nowNanos() + clockOffsetNanos;
  }

  /** The host's wall clock. */
  long wallNanos() {
    return clockNanos() + wallSeconds * SECOND_NANOS;
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  boolean isStalled() {
    return isStalled;
  }

  boolean isHeld() {
    return isHeld;
  }

  /** Starts the agent; a hold has outlived its predecessor. */
  @Override
  public void boot() {
    if (isRunning) {
      return;
    }
    simulation.note(name, "boots");
    port.up(isLinkUp);
    isRunning = true;
    instances.forEach(SimulatedInstance::begin);
    group.begin();
    for (var instance : instances) {
      if (isHeld) {
        inbox.add(new Pending(instance, new Input.HoldPlaced()));
      }
      if (!isLinkUp) {
        inbox.add(new Pending(instance, new Input.FaultRaised(LINK, Cause.INTERFACE_DOWN)));
      }
      inbox.add(new Pending(instance, new Input.Startup()));
    }
    wakeSoon();
  }

  @Override
  public void crash() {
    simulation.note(name, "crashes");
    end();
    port.up(false);
    instances.forEach(SimulatedInstance::loseAddresses);
  }

  /** The engine is killed: nobody is told, and the addresses stay until the steward takes them. */
  void kill() {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name, "is killed");
    end();
    long life = lifeCount;
    simulation.after(
        chance.nextLong(STEWARD_NANOS),
        () -> {
          if (life == lifeCount && !isRunning) {
            instances.forEach(SimulatedInstance::loseAddresses);
          }
        });
  }

  @Override
  public void stop() {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name, "stops");
    instances.forEach(instance -> tell(instance, new Input.Shutdown(Cause.SHUTDOWN)));
    wake();
    end();
  }

  private void end() {
    if (isRunning) {
      instances.forEach(SimulatedInstance::end);
    }
    isRunning = false;
    isStalled = false;
    inbox.clear();
    lifeCount++;
    timerGeneration++;
    isWakePending = false;
  }

  @Override
  public void stall(long nanos) {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name, "stalls");
    isStalled = true;
    isWakePending = false;
    timerGeneration++;
    long life = lifeCount;
    simulation.after(
        nanos,
        () -> {
          if (life == lifeCount) {
            awake(nanos);
          }
        });
  }

  private void awake(long stalledNanos) {
    simulation.note(name, "wakes");
    isStalled = false;
    for (var instance : instances.reversed()) {
      inbox.addFirst(new Pending(instance, new Input.Stalled(stalledNanos)));
    }
    wake();
  }

  void hold() {
    isHeld = true;
    tellAll(new Input.HoldPlaced());
  }

  void lift() {
    isHeld = false;
    tellAll(new Input.HoldLifted());
  }

  @Override
  public void link(boolean up) {
    isLinkUp = up;
    port.up(up && isRunning);
    tellAll(up ? new Input.FaultCleared(LINK) : new Input.FaultRaised(LINK, Cause.INTERFACE_DOWN));
  }

  /** The next announcement is the last thing that leaves before the carrier goes for a moment. */
  void flapWhenAnnouncing(boolean flaps) {
    flapsWhenAnnouncing = flaps;
  }

  void announced() {
    if (flapsWhenAnnouncing) {
      flapsWhenAnnouncing = false;
      link(false);
      simulation.after(1 + chance.nextLong(STEWARD_NANOS), () -> link(true));
    }
  }

  /** Somebody sets the wall clock, which no router may notice. */
  void stepWallClock(long seconds) {
    wallSeconds += seconds;
    simulation.note(name, "has a wall clock " + wallSeconds + " s off");
  }

  void tellAll(Input input) {
    instances.forEach(instance -> tell(instance, input));
  }

  /** Hands an input to the running agent. */
  void tell(SimulatedInstance instance, Input input) {
    if (isRunning) {
      simulation.note(name, input);
      inbox.add(new Pending(instance, input));
      wakeSoon();
    }
  }

  @Override
  public void receives(Frame frame) {
    if (!isStalled) {
      instances.forEach(instance -> instance.toKernel(frame));
    }
    if (isRunning
        && isLinkUp
        && inbox.size() < MOST_QUEUED
        && frame.content() instanceof Frame.Message message
        && decoded(message) instanceof Decoded.Ok ok) {
      for (var instance : instances) {
        inbox.add(
            new Pending(
                instance,
                new Input.AdvertisementReceived(ok, message.reception().source(), clockNanos())));
      }
      wakeSoon();
    }
  }

  /** Frames are read once for all; who reads in another way has to read the same. */
  private Decoded decoded(Frame.Message message) {
    var decoded = world.rules().decoded(message);
    if (!decoded.equals(message.decoded())) {
      message.requireAgreement(decoded);
    }
    return decoded;
  }

  /** Hears its own last advertisement again, as behind a switch that loops. */
  void hearsItself() {
    for (var instance : instances) {
      for (var each : instance.config().advertisements(instance.state().priority())) {
        receives(instance.frame(each, 255));
      }
    }
  }

  private void wakeSoon() {
    if (!isStalled && !isWakePending) {
      isWakePending = true;
      long life = lifeCount;
      simulation.after(
          chance.nextLong(world.jitterNanos() + 1),
          () -> {
            if (life == lifeCount && isWakePending) {
              wake();
            }
          });
    }
  }

  private void wake() {
    isWakePending = false;
    while (!inbox.isEmpty()) {
      var pending = inbox.remove();
      pending.instance().step(pending.input());
    }
    for (var instance : instances) {
      if (instance.isDue(clockNanos())) {
        instance.step(new Input.Tick());
      }
    }
    group.check(name);
    long generation = ++timerGeneration;
    for (var instance : instances) {
      instance
          .nextDeadlineNanos()
          .ifPresent(atNanos ->
              simulation.after(
                  atNanos - clockNanos() + chance.nextLong(world.jitterNanos() + 1),
                  () -> fire(generation)));
    }
  }

  private void fire(long generation) {
    if (generation == timerGeneration && !isStalled) {
      wake();
    }
  }
}
