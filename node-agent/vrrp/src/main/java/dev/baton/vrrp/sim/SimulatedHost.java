package dev.baton.vrrp.sim;

import dev.baton.events.Cause;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.Priority;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** A host that runs one virtual router the way the engine does: drain first, then the timers. */
final class SimulatedHost {
  private static final InetAddress IPV4_GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress IPV6_GROUP = InetAddress.ofLiteral("ff02::12");
  private static final int MOST_QUEUED = 10_000;

  private final String name;
  private final Simulation simulation;
  private final SimulatedSegment segment;
  private final SplittableRandom chance;
  private final long jitterNanos;
  private final StepInvariants invariants;
  private final Deque<Input> inbox = new ArrayDeque<>();

  private RouterConfig config;
  private State state;
  private Recording recording;
  private boolean isRunning;
  private boolean isLinkUp = true;
  private boolean isStalled;
  private boolean isHeld;
  private boolean hasAddresses;
  private boolean isSilent;
  private boolean isWakePending;
  private long lifeCount;
  private long timerGeneration;
  private int transitionCount;
  private int advertCount;
  private int appliedCount;
  private Cause lastCause = Cause.STARTUP;

  SimulatedHost(
      String name,
      Simulation simulation,
      SimulatedSegment segment,
      RouterConfig config,
      long jitterNanos) {
    this.name = name;
    this.simulation = simulation;
    this.segment = segment;
    this.config = config;
    this.jitterNanos = jitterNanos;
    this.chance = simulation.chance();
    this.invariants = new StepInvariants(this);
    this.state = VirtualRouter.initial(config);
    this.recording = new Recording(state);
    segment.attach(this);
  }

  String name() {
    return name;
  }

  RouterConfig config() {
    return config;
  }

  State state() {
    return state;
  }

  boolean isRunning() {
    return isRunning;
  }

  boolean isStalled() {
    return isStalled;
  }

  boolean isHeld() {
    return isHeld;
  }

  boolean isActive() {
    return isRunning && state instanceof State.Active;
  }

  boolean hasAddresses() {
    return hasAddresses;
  }

  boolean isSilent() {
    return isSilent;
  }

  /** Whether packets to the addresses are answered here. */
  boolean serves() {
    return isRunning && hasAddresses && !isSilent && !isStalled;
  }

  int transitionCount() {
    return transitionCount;
  }

  int advertCount() {
    return advertCount;
  }

  int appliedCount() {
    return appliedCount;
  }

  Cause lastCause() {
    return lastCause;
  }

  /** Starts the agent; a hold has outlived its predecessor. */
  void boot() {
    if (isRunning) {
      return;
    }
    simulation.note(name + " boots");
    isRunning = true;
    state = VirtualRouter.initial(config);
    recording = new Recording(state);
    if (isHeld) {
      inbox.add(new Input.HoldPlaced());
    }
    if (!isLinkUp) {
      inbox.add(new Input.FaultRaised("link", Cause.INTERFACE_DOWN));
    }
    inbox.add(new Input.Startup());
    wakeSoon();
  }

  /** Power is lost: nobody is told, and nothing stays. */
  void crash() {
    simulation.note(name + " crashes");
    recording.verify(state);
    isRunning = false;
    isStalled = false;
    hasAddresses = false;
    isSilent = false;
    inbox.clear();
    end();
  }

  /** The agent is stopped in an orderly way, and at once. */
  void stop() {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name + " stops");
    inbox.add(new Input.Shutdown(Cause.SHUTDOWN));
    wake();
    recording.verify(state);
    isRunning = false;
    end();
  }

  private void end() {
    lifeCount++;
    timerGeneration++;
    isWakePending = false;
  }

  /** Nothing runs on this host for a while; what arrives waits in the socket. */
  void stall(long nanos) {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name + " stalls for " + nanos + " ns");
    isStalled = true;
    isWakePending = false;
    timerGeneration++;
    long life = lifeCount;
    simulation.after(
        nanos,
        () -> {
          if (life == lifeCount) {
            simulation.note(name + " wakes");
            isStalled = false;
            inbox.addFirst(new Input.Stalled(nanos));
            wake();
          }
        });
  }

  void hold() {
    isHeld = true;
    tell(new Input.HoldPlaced());
  }

  void lift() {
    isHeld = false;
    tell(new Input.HoldLifted());
  }

  void link(boolean up) {
    isLinkUp = up;
    tell(up ? new Input.FaultCleared("link") : new Input.FaultRaised("link", Cause.INTERFACE_DOWN));
  }

  void reconfigure(RouterConfig other) {
    config = other;
    tell(new Input.Reconfigured(other));
  }

  /** Hands an input to the running agent. */
  void tell(Input input) {
    if (isRunning) {
      simulation.note(name + " gets " + input);
      inbox.add(input);
      wakeSoon();
    }
  }

  /** A frame reaches the interface. */
  void arrives(Datagram datagram) {
    if (!isRunning || !isLinkUp || inbox.size() >= MOST_QUEUED) {
      return;
    }
    var decoded =
        AdvertisementCodec.decode(
            datagram.reception(), ReceiveRules.RFC_9568, datagram.message().duplicate());
    if (decoded instanceof Decoded.Ok ok) {
      inbox.add(
          new Input.AdvertisementReceived(
              ok.advertisement(), datagram.reception().source(), simulation.nowNanos()));
      wakeSoon();
    }
  }

  /** Hears its own last advertisement again, as behind a switch that loops. */
  void hearsItself() {
    arrives(datagram(advertisement(state.priority())));
  }

  private void wakeSoon() {
    if (!isStalled && !isWakePending) {
      isWakePending = true;
      long life = lifeCount;
      simulation.after(
          chance.nextLong(jitterNanos + 1),
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
      step(inbox.remove());
    }
    if (isDue()) {
      step(new Input.Tick());
      InvariantViolated.require(!isDue(), name + " is due again right after a tick");
    }
    long generation = ++timerGeneration;
    VirtualRouter.nextDeadlineNanos(state)
        .ifPresent(atNanos ->
            simulation.after(
                atNanos - simulation.nowNanos() + chance.nextLong(jitterNanos + 1),
                () -> fire(generation)));
  }

  private void fire(long generation) {
    if (generation == timerGeneration) {
      wake();
    }
  }

  private boolean isDue() {
    var deadlineNanos = VirtualRouter.nextDeadlineNanos(state);
    return deadlineNanos.isPresent() && simulation.nowNanos() - deadlineNanos.getAsLong() >= 0;
  }

  private void step(Input input) {
    var before = state;
    var step = VirtualRouter.on(state, input, simulation.nowNanos());
    state = step.state();
    recording.add(input, simulation.nowNanos(), step);
    invariants.check(before, input, step, simulation.nowNanos());
    step.effects().forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.SendAdvertisement(Priority priority) -> send(advertisement(priority));
      case Effect.AddAddresses add -> {
        hasAddresses = true;
        isSilent = false;
      }
      case Effect.RemoveAddresses remove -> {
        hasAddresses = false;
        isSilent = false;
      }
      case Effect.Silence silence -> isSilent = true;
      case Effect.Announce announce ->
          InvariantViolated.require(
              hasAddresses && !isSilent, name + " announces addresses that it does not serve");
      case Effect.Report(Transitioned transitioned) -> {
        transitionCount++;
        lastCause = transitioned.cause();
        simulation.note(name + " " + transitioned);
      }
      case Effect.Report report -> {}
      case Effect.CommandAnswered answered -> {
        simulation.note(name + " " + answered);
        appliedCount += answered.answer() instanceof Effect.Answer.Applied ? 1 : 0;
      }
    }
  }

  private Advertisement advertisement(Priority priority) {
    var protocol = config.protocol();
    return new Advertisement(
        protocol.version(),
        protocol.vrid(),
        priority,
        protocol.interval(),
        config.addresses(),
        protocol.authentication());
  }

  private void send(Advertisement advertisement) {
    advertCount++;
    var datagram = datagram(advertisement);
    invariants.checkSent(advertisement, datagram);
    if (isLinkUp) {
      segment.transmit(this, datagram);
    }
  }

  private Datagram datagram(Advertisement advertisement) {
    var group = config.family() == Family.IPV4 ? IPV4_GROUP : IPV6_GROUP;
    var form = chance.nextBoolean() ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
    var message = AdvertisementCodec.encode(advertisement, config.primaryAddress(), group, form);
    return new Datagram(
        new Reception(config.primaryAddress(), group, 255), ByteBuffer.wrap(message));
  }
}
