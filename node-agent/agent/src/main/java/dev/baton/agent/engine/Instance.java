package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.TrackerState;
import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.Subject;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.VirtualRouter;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One instance at work: its state, and the hands that carry out what the protocol asks for. */
final class Instance implements Deadlines.Waiting {
  private final Subject.Instance subject;
  private InstanceConfig config;
  private final Ports ports;
  private final EngineEvents events;
  private final Outbox outbox;
  private final Chores chores;
  private final SyncGroups groups;
  private final Deadlines<Instance> deadlines;
  private final TrackerStates trackers;
  private final AdvertCounts.Slot counts;
  private final StartDelay startDelay;
  private final FaultsTold faultsTold;
  private AdvertisementSender sender;
  private Admission admission;
  private AddressKeeper keeper;
  private final RoutingKeeper routing;
  private Announcer announcer;
  private final VirtualLinks virtualLinks;
  private Standing standing;
  private State state;
  private long dueNanos = Wakeups.NO_DEADLINE;
  private int heapIndex = -1;
  // What the last transition was made for; what follows from it is recorded with it.
  private Reason reason = Reason.NONE;
  private Reason handOverReason = Reason.NONE;
  // The addresses that the neighbours know of when an announcement is decided on.
  private Set<VirtualAddress> announced = Set.of();
  private Map<String, String> ending = Map.of();
  private boolean brokeSilence;
  private boolean isWanted;
  private boolean isBegun;

  Instance(Subject.Instance subject, InstanceConfig config, Shared shared) {
    this.subject = subject;
    this.config = config;
    this.ports = shared.ports();
    this.events = shared.events();
    this.outbox = shared.outbox();
    this.chores = shared.chores();
    this.groups = shared.groups();
    this.deadlines = shared.deadlines();
    this.trackers = shared.trackers();
    this.counts = shared.counts().slot(subject);
    this.startDelay = shared.startDelay();
    this.faultsTold = new FaultsTold(subject, events, trackers);
    this.keeper = new AddressKeeper(config, ports);
    this.announcer = new Announcer(config, ports);
    this.virtualLinks = new VirtualLinks(config.linkLayer(), ports.virtualLinks());
    this.routing = new RoutingKeeper(config.routing(), ports.routing());
    var none = RouterConfigs.noSource(config.family());
    this.sender =
        new AdvertisementSender(config, VirtualMacAdverts.way(config, ports, outbox), none);
    this.admission = new Admission(config);
    this.standing = new Standing(Map.of(), List.of(), List.of());
    this.state = VirtualRouter.initial(RouterConfigs.of(config, none));
  }

  Subject.Instance subject() {
    return subject;
  }

  InstanceConfig config() {
    return config;
  }

  /** From whom it takes advertisements. */
  Admission admission() {
    return admission;
  }

  /** What it has sent and heard. */
  AdvertCounts.Slot counts() {
    return counts;
  }

  boolean isActive() {
    return state instanceof State.Active;
  }

  AddressKeeper keeper() {
    return keeper;
  }

  /** How long it can bear not to know that a link is down. */
  long patienceNanos() {
    return LinkPatience.nanos(config, state);
  }

  InstanceState reported() {
    return state.reported();
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public int heapIndex() {
    return heapIndex;
  }

  @Override
  public void heapIndex(int index) {
    heapIndex = index;
  }

  /** Takes away what a predecessor left, and begins. */
  void start(Set<InetAddress> moving, long nowNanos) {
    keeper.removeLeftBehind().forEach(this::report);
    routing.remove().forEach(this::report);
    makeLinks(nowNanos);
    join();
    isWanted = true;
    reconcile(moving, nowNanos);
  }

  /** A tracker, perhaps one of ours, stands otherwise than before. */
  void trackerChanged(TrackerState tracker, Set<InetAddress> moving, Reason why, long nowNanos) {
    boolean isOurs =
        config.trackers().stream()
            .anyMatch(
                t -> t.name().equals(tracker.name()) && t.kind().text().equals(tracker.kind()));
    if (isOurs && isWanted) {
      reconcile(moving, why, nowNanos);
    }
  }

  /** Ends: resigns if Active, and takes the addresses away. */
  void shutDown(long nowNanos) {
    input(new Input.Shutdown(Cause.SHUTDOWN), nowNanos);
    chores.add(virtualLinks::remove);
  }

  /** Ends because the configuration does not have it any more, or another in its place. */
  void remove(List<String> differences, long nowNanos) {
    ending = differences.isEmpty() ? Map.of() : Map.of("changed", String.join(", ", differences));
    input(new Input.Shutdown(Cause.CONFIG_REMOVED), nowNanos);
    chores.add(virtualLinks::remove);
  }

  /** Whether another configuration can be taken over without ending. */
  boolean canBecome(InstanceConfig other) {
    return Identity.differences(config, other).isEmpty();
  }

  /** Takes another configuration over; does nothing where it is the same. */
  void become(InstanceConfig other, Set<InetAddress> moving, long nowNanos) {
    if (config.equals(other)) {
      return;
    }
    var change = AddressChange.between(config, other);
    config = other;
    keeper = keeper.with(other);
    announcer = new Announcer(other, ports);
    var source =
        standing.source().isEmpty()
            ? RouterConfigs.noSource(other.family())
            : standing.source().getFirst();
    sender = new AdvertisementSender(other, VirtualMacAdverts.way(other, ports, outbox), source);
    admission = new Admission(other);
    announced = change.before();
    input(new Input.Reconfigured(RouterConfigs.of(other, source)), nowNanos);
    announced = Set.of();
    routing.become(other.routing()).forEach(this::report);
    keeper.remove(change.dropped()).forEach(this::report);
    if (isActive()) {
      keeper.refuse().forEach(this::report);
    }
    if (isActive() && change.isOurs()) {
      report(keeper.add());
      announcer.announce(Effect.Burst.FIRST, change.before()).forEach(this::report);
    }
    keeper.accept();
    // Until the links are looked at again, they still show what has just gone.
    reconcile(Standing.moving(moving, change.dropped()), nowNanos);
  }

  /** The interface is there, perhaps again. */
  void join() {
    ports.adverts().join(Station.of(config));
  }

  /** Has the interfaces of its own as they should be, after something happened to a link. */
  void mendLinks(String interfaceName, long nowNanos) {
    if (!virtualLinks.concerns(interfaceName)) {
      return;
    }
    makeLinks(nowNanos);
    boolean isUp =
        ports.links().interfaceState(interfaceName) instanceof InterfaceState.Present present
            && present.up();
    if (isActive() && virtualLinks.has(interfaceName) && !isUp) {
      virtualLinks.raiseAgain();
      brought(keeper.add());
    }
  }

  /** Tries again to have an interface that somebody else takes away all the time. */
  void mendContested(long nowNanos) {
    if (virtualLinks.isLosing()) {
      makeLinks(nowNanos);
    }
  }

  /** Addresses came back: the neighbours have to hear of it. */
  void brought(InstanceEvent.VipsApplied applied) {
    report(applied);
    announcer.announce(Effect.Burst.FIRST).forEach(this::report);
  }

  private void makeLinks(long nowNanos) {
    virtualLinks.make(nowNanos).forEach(change -> input(change, nowNanos));
  }

  /** Compares how the instance stands with how it stood, and has the protocol told. */
  void reconcile(Set<InetAddress> moving, long nowNanos) {
    reconcile(moving, Reason.NONE, nowNanos);
  }

  private void reconcile(Set<InetAddress> moving, Reason why, long nowNanos) {
    var before = standing;
    var tracked = trackers.sum(config);
    standing = Standing.of(config, moving, ports.links()).with(tracked);
    if (!standing.source().isEmpty() && !standing.source().equals(before.source())) {
      var source = standing.source().getFirst();
      sender.sourceChanged(source);
      input(new Input.Reconfigured(RouterConfigs.of(config, source)), nowNanos);
    }
    standing.faults().entrySet().stream()
        .filter(fault -> !before.faults().containsKey(fault.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(f -> new Input.FaultRaised(f.getKey(), f.getValue(), standing.evidence()))
        .forEach(raised -> input(raised, why, nowNanos));
    if (!standing.contributions().equals(before.contributions())) {
      input(new Input.TrackedPriority(standing.contributions()), why, nowNanos);
    }
    before.faults().keySet().stream()
        .filter(name -> !standing.faults().containsKey(name))
        .sorted()
        .forEach(name -> input(new Input.FaultCleared(name), why, nowNanos));
    if (isWanted && !isBegun && tracked.isComplete() && startDelay.isOver()) {
      isBegun = true;
      input(new Input.Startup(), why, nowNanos);
    }
  }

  /** Puts routes and rules that this Active lost back. */
  void restoreRouting() {
    routing.restore().forEach(this::report);
  }

  /** The node is held from now on; a take-over by another is then a hand-over. */
  void hold(Reason why, long nowNanos) {
    handOverReason = why;
    input(new Input.HoldPlaced(), why, nowNanos);
  }

  /** The node is no longer held. */
  void lift(Reason why, long nowNanos) {
    handOverReason = Reason.NONE;
    input(new Input.HoldLifted(), why, nowNanos);
  }

  /** Until then, losing the election is a hand-over. */
  void expectHandOver(long untilNanos, Reason why, long nowNanos) {
    handOverReason = why;
    input(new Input.HandOverExpected(untilNanos), why, nowNanos);
  }

  /** Has the protocol decide on an input that nobody asked for. */
  void input(Input input, long nowNanos) {
    input(input, Reason.NONE, nowNanos);
  }

  /** Has the protocol decide on an input. */
  void input(Input input, Reason why, long nowNanos) {
    var step = VirtualRouter.on(state, input, nowNanos);
    state = step.state();
    var due = VirtualRouter.nextDeadlineNanos(state);
    dueNanos = due.orElse(Wakeups.NO_DEADLINE);
    deadlines.moved(this);
    brokeSilence = false;
    // In the log a transition stands before what follows from it.
    for (var effect : step.effects()) {
      if (isTransition(effect)) {
        carryOut(effect, why);
      }
    }
    for (var effect : step.effects()) {
      if (!isTransition(effect)) {
        carryOut(effect, why);
      }
    }
    if (faultsTold.differAfter(input, why, state)) {
      // Only at the end of the turn is it known which of them all belong together.
      chores.add(() -> faultsTold.tell(state, config));
    }
    groups.stepped(this, input, step, nowNanos);
  }

  private static boolean isTransition(Effect effect) {
    return effect instanceof Effect.Report(InstanceEvent.Transitioned transitioned);
  }

  private void carryOut(Effect effect, Reason why) {
    switch (effect) {
      case Effect.SendAdvertisement(var priority) -> {
        if (isActive()) {
          virtualLinks.raise();
        }
        sender.send(state.situation(), priority);
        counts.sent(priority);
      }
      case Effect.AddAddresses add when brokeSilence -> chores.add(this::addAddresses);
      case Effect.AddAddresses add -> addAddressesAtOnce();
      case Effect.RemoveAddresses remove -> chores.add(this::removeAddresses);
      case Effect.Silence silence when virtualLinks.isEmpty() ->
          chores.add(() -> keeper.silence().forEach(this::report));
      // The switches know already where the virtual MAC address is now: nothing arrives here.
      case Effect.Silence silence -> chores.add(this::removeAddresses);
      case Effect.Announce(var burst) -> {
        var known = announced;
        chores.add(() -> announcer.announce(burst, known).forEach(this::report));
      }
      case Effect.Report(Event event) -> reportDecision(event, why);
      case Effect.CommandAnswered(var commandId, var answer) ->
          events.report(subject, Orders.answered(commandId, answer), why);
    }
  }

  /**
   * A rival takes its addresses away as soon as it hears of ours, which must be there before. After
   * a silence nobody has them, and the other Backups wait for our advertisement.
   */
  private void addAddressesAtOnce() {
    chores.work();
    addAddresses();
  }

  private void addAddresses() {
    virtualLinks.raise();
    report(keeper.add());
    routing.add().forEach(this::report);
  }

  private void removeAddresses() {
    routing.remove().forEach(this::report);
    keeper.remove().forEach(this::report);
    virtualLinks.lower();
  }

  private void reportDecision(Event event, Reason why) {
    if (event instanceof InstanceEvent.Transitioned transitioned) {
      boolean handedOver = transitioned.cause() == Cause.HAND_OVER && why.equals(Reason.NONE);
      reason = handedOver ? handOverReason : why;
      brokeSilence = transitioned.cause() == Cause.ACTIVE_DOWN_TIMER_EXPIRED;
      var tracked = new HashMap<>(trackers.evidence(config, transitioned.evidence()));
      tracked.putAll(ending);
      faultsTold.transitioned(transitioned);
      events.report(subject, standing.complete(transitioned, tracked), reason);
    } else {
      events.report(subject, event, why);
    }
  }

  /** Writes down what follows from the last transition. */
  void report(InstanceEvent event) {
    events.report(subject, event, reason);
  }
}
