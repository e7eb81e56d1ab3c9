package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Cause;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Deadline;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** One instance of the very state machine that the engine runs, on a simulated host. */
final class SimulatedInstance implements Candidate {
  private static final InetAddress IPV4_GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress IPV6_GROUP = InetAddress.ofLiteral("ff02::12");

  private final SimulatedHost host;
  private final World world;
  private RouterPlan plan;
  private final StepInvariants invariants;
  private RouterConfig config;
  private State state;
  private Recording recording;
  private boolean hasAddresses;
  private boolean isSilent;
  private int transitionCount;
  private int advertCount;
  private Cause lastCause = Cause.STARTUP;
  private final Set<String> otherChecksums = new HashSet<>();

  SimulatedInstance(SimulatedHost host, World world, RouterPlan plan) {
    this.host = host;
    this.world = world;
    this.plan = plan;
    this.config = plan.config();
    this.state = VirtualRouter.initial(config);
    this.recording = new Recording(world.rules(), state);
    this.invariants = new StepInvariants(host.name(), config);
  }

  @Override
  public String name() {
    return host.name();
  }

  @Override
  public SimulatedHost node() {
    return host;
  }

  RouterConfig config() {
    return config;
  }

  /** As it is configured when nothing changes it. */
  RouterPlan plan() {
    return plan;
  }

  State state() {
    return state;
  }

  @Override
  public boolean isActive() {
    return host.isRunning() && state instanceof State.Active;
  }

  @Override
  public int priority() {
    return state.priority().value();
  }

  @Override
  public InetAddress address() {
    return config.primaryAddress();
  }

  @Override
  public long intervalNanos() {
    return config.protocol().interval().toNanos();
  }

  @Override
  public long skewNanos() {
    return state instanceof State.Backup backup
        ? Timers.skewNanos(
            config.protocol(), state.priority(), backup.activeDown().activeInterval())
        : intervalNanos();
  }

  @Override
  public long patienceNanos() {
    if (!host.isRunning() || !(state instanceof State.Backup backup)) {
      return 0;
    }
    long downNanos = backup.activeDown().atNanos() - host.clockNanos();
    return switch (backup.preemptAt()) {
      case Deadline.At(long nanos) ->
          Math.max(downNanos, nanos - host.clockNanos()) + 4 * downNanos;
      case Deadline.Never never -> downNanos;
    };
  }

  @Override
  public boolean putsUpWith(Candidate active) {
    boolean preempts = config.election().preempt() || state.priority().isOwner();
    return !preempts || active.priority() >= priority();
  }

  @Override
  public int transitionCount() {
    return transitionCount;
  }

  @Override
  public int advertCount() {
    return advertCount;
  }

  Cause lastCause() {
    return lastCause;
  }

  /** The addresses of those who were reported to send another form of checksum. */
  Set<String> otherChecksums() {
    return otherChecksums;
  }

  /** Has addresses that it should have given up; it may have handed over again just now. */
  boolean outstays() {
    return hasAddresses
        && !(state instanceof State.Backup backup
            && backup.lingerUntil() instanceof Deadline.At(long untilNanos)
            && untilNanos - host.clockNanos() > 0
            && untilNanos - host.clockNanos() <= intervalNanos());
  }

  boolean hasAddresses() {
    return hasAddresses;
  }

  boolean isSilent() {
    return isSilent;
  }

  /** Whether packets to the addresses are answered here. */
  boolean serves() {
    return host.isRunning() && !host.isStalled() && hasAddresses && !isSilent;
  }

  /** A process begins; what its predecessor left behind it takes away. */
  void begin() {
    state = VirtualRouter.initial(config);
    recording = new Recording(world.rules(), state);
    invariants.begin(config);
    loseAddresses();
  }

  /** The process is gone; everything that it did must come out again in a replay. */
  void end() {
    recording.verify(state);
  }

  void loseAddresses() {
    hasAddresses = false;
    isSilent = false;
  }

  void become(RouterConfig other) {
    config = other;
    host.tell(this, new Input.Reconfigured(other));
  }

  /** The operator wants it otherwise from now on. */
  void upgrade(RouterPlan other) {
    plan = other;
    become(other.config());
  }

  /** The operator takes everything back. */
  void restore() {
    if (!config.equals(plan.config())) {
      become(plan.config());
    }
  }

  OptionalLong nextDeadlineNanos() {
    return VirtualRouter.nextDeadlineNanos(state);
  }

  boolean isDue(long clockNanos) {
    var deadline = nextDeadlineNanos();
    return deadline.isPresent() && clockNanos - deadline.getAsLong() >= 0;
  }

  void step(Input input) {
    long clockNanos = host.clockNanos();
    var before = state;
    long readNanos = world.rules().clockNanos(clockNanos, host.wallNanos());
    var step = world.rules().on(state, input, readNanos);
    state = step.state();
    recording.add(input, readNanos, step);
    invariants.check(before, input, step, clockNanos);
    for (var effect : step.effects()) {
      carryOut(effect);
    }
    checkAddresses();
    require(
        !(input instanceof Input.Tick) || !isDue(clockNanos),
        () -> name() + " is due again right after a tick");
    host.stepped(this, input, step);
  }

  /** The addresses are here exactly while it is Active, or lingers after a hand-over. */
  private void checkAddresses() {
    boolean active = state instanceof State.Active;
    boolean lingers = state instanceof State.Backup backup && backup.lingerUntil().isSet();
    require(
        hasAddresses == (active || lingers),
        () -> name() + " has addresses in " + state.reported());
    require(isSilent == lingers, () -> name() + " is silent in " + state.reported());
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.SendAdvertisement(Priority priority) -> send(priority);
      case Effect.AddAddresses add -> {
        hasAddresses = true;
        isSilent = false;
      }
      case Effect.RemoveAddresses remove -> loseAddresses();
      case Effect.Silence silence -> isSilent = true;
      case Effect.Announce announce -> announce();
      case Effect.Report(Transitioned transitioned) -> {
        transitionCount++;
        lastCause = transitioned.cause();
        note(transitioned);
      }
      case Effect.Report(PeerEvent.Mismatch mismatch)
          when mismatch.kind().equals(Kind.CHECKSUM_FORM.text()) ->
          otherChecksums.add(mismatch.address());
      case Effect.Report report -> {}
      case Effect.CommandAnswered answered -> note(answered);
    }
  }

  void note(Object what) {
    world.simulation().note(name(), what);
  }

  private void announce() {
    require(
        hasAddresses && !isSilent, () -> name() + " announces addresses that it does not serve");
    for (var address : config.addresses()) {
      var claim = new Frame.Claim(address, mac());
      world.segment().transmit(host.port(), new Frame(mac(), MacAddress.BROADCAST, claim));
    }
    host.announced();
  }

  private void send(Priority priority) {
    advertCount++;
    var advertisements = world.rules().advertisements(state.situation().config(), priority);
    invariants.checkVersions(advertisements);
    for (var advertisement : advertisements) {
      var frame = frame(advertisement, 255);
      invariants.checkSent(advertisement, (Frame.Message) frame.content(), state);
      world.segment().transmit(host.port(), frame);
    }
  }

  /** An advertisement as this host would send it, or as somebody would who claims to be it. */
  Frame frame(Advertisement advertisement, int ttl) {
    boolean ipv6 = config.family() == Family.IPV6;
    var group = ipv6 ? IPV6_GROUP : IPV4_GROUP;
    var octets =
        AdvertisementCodec.encode(
            advertisement, config.primaryAddress(), group, state.situation().checksumForm());
    var message = Frame.Message.of(new Reception(config.primaryAddress(), group, ttl), octets);
    return new Frame(mac(), SimulatedSegment.group(ipv6), message);
  }

  /** The hardware address of the virtual addresses: the virtual router's, or the host's own. */
  MacAddress mac() {
    return plan.usesVmac()
        ? MacAddress.ofVirtualRouter(config.family(), config.protocol().vrid())
        : host.mac();
  }

  /** What the kernel does with a frame while the addresses are there. */
  void toKernel(Frame frame) {
    if (!hasAddresses) {
      return;
    }
    switch (frame.content()) {
      case Frame.Question(InetAddress address) when !isSilent && holds(address) -> {
        var answer = new Frame.Answer(address, mac());
        world.segment().transmit(host.port(), new Frame(mac(), frame.source(), answer));
      }
      case Frame.Packet(InetAddress to, int number)
          when holds(to) && frame.destination().equals(mac()) ->
          world.deliveries().delivered(number, Addresses.text(config.primaryAddress()));
      case Frame.Content other -> {}
    }
  }

  private boolean holds(InetAddress address) {
    return config.addresses().contains(address);
  }
}
