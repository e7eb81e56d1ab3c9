package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.RouterConfig.Dialect;
import dev.baton.vrrp.packet.Advertisement;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** One virtual router with its time, driven input by input. */
final class Scenario {
  static final Vrid VRID = new Vrid(51);
  static final InetAddress BELOW = InetAddress.ofLiteral("192.0.2.3");
  static final InetAddress ME = InetAddress.ofLiteral("192.0.2.30");

  /** Above as an unsigned number only. */
  static final InetAddress ABOVE = InetAddress.ofLiteral("192.0.2.200");

  static final List<InetAddress> ADDRESSES = List.of(InetAddress.ofLiteral("192.0.2.1"));
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  private State state;
  private long nowNanos = 7 * SECOND;
  private List<Effect> effects = List.of();

  Scenario(RouterConfig config) {
    state = VirtualRouter.initial(config);
  }

  static RouterConfig config(VrrpVersion version, RouterConfig.Election election) {
    return new RouterConfig(
        RouterConfig.Protocol.of(version, VRID, Centiseconds.ONE_SECOND),
        election,
        ME,
        ADDRESSES,
        RouterConfig.Announcements.KEEPALIVED);
  }

  static RouterConfig config(int priority) {
    return config(VrrpVersion.V3, RouterConfig.Election.of(new Priority(priority)));
  }

  /** The same, speaking version 2 beside version 3. */
  static RouterConfig dual(RouterConfig config) {
    var protocol = config.protocol();
    return config.withProtocol(
        protocol.with(new Dialect(protocol.authentication(), protocol.checksum(), true)));
  }

  static RouterConfig nopreempt(int priority) {
    return config(
        VrrpVersion.V3,
        new RouterConfig.Election(
            new Priority(priority), false, 0, RouterConfig.Conformance.RFC_9568));
  }

  static Scenario backup(int priority) {
    return new Scenario(config(priority)).on(new Input.Startup());
  }

  static Scenario active(int priority) {
    return active(config(priority));
  }

  static Scenario active(RouterConfig config) {
    return new Scenario(config).on(new Input.Startup()).tick();
  }

  Scenario on(Input input) {
    var step = VirtualRouter.on(state, input, nowNanos);
    state = step.state();
    effects = step.effects();
    return this;
  }

  Scenario after(long nanos) {
    nowNanos += nanos;
    return this;
  }

  /** Goes to the next deadline, if there is one, but not for others' overdue adverts alone. */
  Scenario tick() {
    do {
      nowNanos = VirtualRouter.nextDeadlineNanos(state).orElse(nowNanos);
      on(new Input.Tick());
    } while (did().equals("Missed") || did().equals("GaveWay"));
    return this;
  }

  Scenario hears(int priority, InetAddress source) {
    return hears(priority, source, Centiseconds.ONE_SECOND);
  }

  Scenario hears(int priority, InetAddress source, Centiseconds interval) {
    return hears(advertisement(priority, interval), source);
  }

  Scenario hears(int priority, InetAddress source, VrrpVersion version) {
    return hears(advertisement(version, priority, Centiseconds.ONE_SECOND), source);
  }

  Scenario hears(Advertisement advertisement, InetAddress source) {
    return on(new Input.AdvertisementReceived(advertisement, source, nowNanos));
  }

  /** Hears what arrived so long ago. */
  Scenario heard(int priority, InetAddress source, long agoNanos) {
    var advertisement = advertisement(priority, Centiseconds.ONE_SECOND);
    return on(new Input.AdvertisementReceived(advertisement, source, nowNanos - agoNanos));
  }

  private Advertisement advertisement(int priority, Centiseconds interval) {
    return advertisement(state.situation().protocol().version(), priority, interval);
  }

  private Advertisement advertisement(VrrpVersion version, int priority, Centiseconds interval) {
    var protocol = state.situation().protocol();
    return new Advertisement(
        version,
        protocol.vrid(),
        new Priority(priority),
        interval,
        state.situation().config().addresses(),
        protocol.authentication(version));
  }

  State state() {
    return state;
  }

  long nowNanos() {
    return nowNanos;
  }

  List<Effect> effects() {
    return effects;
  }

  InstanceState reported() {
    return state.reported();
  }

  State.Backup backup() {
    return (State.Backup) state;
  }

  State.Active active() {
    return (State.Active) state;
  }

  /** Active_Down_Timer from now. */
  long downNanos() {
    return backup().activeDown().atNanos() - nowNanos;
  }

  Transitioned transition() {
    return effects.stream()
        .filter(Effect.Report.class::isInstance)
        .map(effect -> ((Effect.Report) effect).event())
        .filter(Transitioned.class::isInstance)
        .map(Transitioned.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no transition in " + effects));
  }

  String evidence(String name) {
    return transition().evidence().getOrDefault(name, "");
  }

  List<PeerEvent> peerEvents() {
    return effects.stream()
        .filter(Effect.Report.class::isInstance)
        .map(effect -> ((Effect.Report) effect).event())
        .filter(PeerEvent.class::isInstance)
        .map(PeerEvent.class::cast)
        .toList();
  }

  /** The effects by short names, without most of what is reported of other routers. */
  String did() {
    var names = new ArrayList<String>();
    for (var effect : effects) {
      switch (effect) {
        case Effect.AddAddresses add -> names.add("Add");
        case Effect.RemoveAddresses remove -> names.add("Remove");
        case Effect.Silence silence -> names.add("Silence");
        case Effect.SendAdvertisement(Priority priority) ->
            names.add(priority.equals(Priority.RESIGN) ? "Resign" : "Send");
        case Effect.Announce(Burst burst) -> names.add(burst.name());
        case Effect.CommandAnswered answered ->
            names.add(answered.answer().getClass().getSimpleName());
        case Effect.Report(PriorityChanged changed) -> names.add("Priority");
        case Effect.Report(Transitioned transitioned) -> names.add("Moved");
        case Effect.Report(PeerEvent.GaveWay gaveWay) -> names.add("GaveWay");
        case Effect.Report(PeerEvent.AdvertMissed missed) -> names.add("Missed");
        case Effect.Report other -> {}
      }
    }
    return String.join(" ", names);
  }

  Scenario expect(InstanceState expected, Cause cause, String did) {
    assertEquals(expected, reported());
    assertEquals(cause, transition().cause());
    assertEquals(did, did());
    return this;
  }

  Scenario expectStay(InstanceState expected, String did) {
    assertEquals(expected, reported());
    assertEquals(did, did());
    return this;
  }
}
