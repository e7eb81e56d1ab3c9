package dev.baton.events.testkit;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.NotificationEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of each event, always the same; golden files are made of them. */
public final class EventSamples {
  /** The node that writes them. */
  public static final NodeName NODE = new NodeName("web-1");

  /** Its peer. */
  public static final NodeName PEER = new NodeName("web-2");

  /** The log that they are written to. */
  public static final LogId LOG = LogId.parse("00112233445566778899aabbccddeeff");

  /** The boot that they are written in. */
  public static final String BOOT = "5f3c2a10-9d1e-4b7a-8c44-0a1b2c3d4e5f";

  /** 2026-11-22T12:00:00.123456789Z. */
  public static final long WALL_NANOS = 1_795_348_800_123_456_789L;

  private static final Subject.Instance INSTANCE =
      new Subject.Instance("10.77.0.0/24", "eth0", Family.IPV4, new Vrid(51));
  private static final Subject.Instance INSTANCE6 =
      new Subject.Instance("2001:db8:77::/64", "eth1", Family.IPV6, new Vrid(255));
  private static final VirtualRouterId ROUTER = INSTANCE.virtualRouter();
  private static final EventId CAUSING = new EventId(PEER, new LogId(1, -2), 41);
  private static final String DRAIN = "d-2026-11-22-1";

  private EventSamples() {}

  /** One of each. */
  public static List<Event> all() {
    return Stream.of(
            instance(),
            peerAndTracker(),
            config(),
            node(),
            drain(),
            command(),
            own(),
            notification())
        .flatMap(List::stream)
        .toList();
  }

  /** One of each kind of command. */
  public static List<Command> commands() {
    return List.of(
        new Command.PlaceHold(DRAIN, "ann", "new kernel", WALL_NANOS + 14_400_000_000_000L),
        new Command.LiftHold(DRAIN, "ann"),
        new Command.Reload("the new uplink"),
        new Command.ExpectHandOver(ROUTER, 1_000),
        new Command.TakeOver(ROUTER, "10.77.0.11", Priority.LAST_RESORT));
  }

  /** A draft with everything that an envelope can carry. */
  public static Draft draft(Event event) {
    return new Draft(
        WALL_NANOS,
        987_654_321_000L,
        subject(event),
        new Actor.Known("operator", "ann", "cli"),
        new Causation.By(CAUSING),
        DRAIN,
        7,
        event);
  }

  private static Subject subject(Event event) {
    return event instanceof InstanceEvent || event instanceof PeerEvent ? INSTANCE : Subject.NODE;
  }

  private static List<Event> instance() {
    var vips = List.of("10.77.0.51", "10.77.0.52");
    return List.of(
        new InstanceEvent.Transitioned(
            InstanceState.BACKUP,
            InstanceState.ACTIVE,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            new Priority(150),
            Map.of(
                "peer", "10.77.0.12", "lastHeardNanos", "3603906250", "note", "größer „als“ 🥢")),
        new InstanceEvent.PriorityChanged(
            new Priority(150),
            new Priority(100),
            List.of(
                new InstanceEvent.Contribution("base", 150),
                new InstanceEvent.Contribution("script chk_nginx", -50))),
        new InstanceEvent.VipsApplied(vips, List.of("10.77.0.53: EADDRNOTAVAIL")),
        new InstanceEvent.VipsRemoved(vips, "engine"),
        new InstanceEvent.VipsLeftBehind(List.of("10.77.0.51")),
        new InstanceEvent.Announced("garp", vips, 10),
        new InstanceEvent.RoutesApplied(
            List.of("10.78.0.0/24 via 10.77.0.1 dev eth0", "preference 100 from all table 7"),
            List.of("10.79.0.0/24 dev eth9: ENODEV")),
        new InstanceEvent.RoutesRemoved(
            List.of("10.78.0.0/24 via 10.77.0.1 dev eth0"), "somebody else"),
        new InstanceEvent.FaultsChanged(
            List.of("interface eth0 down", "track_script chk_nginx"),
            List.of("track_script chk_nginx"),
            List.of("sync group VG_1"),
            Cause.TRACK_SCRIPT,
            Map.of("script", "chk_nginx", "scriptResult", "exit 1")));
  }

  private static List<Event> peerAndTracker() {
    return List.of(
        new PeerEvent.FirstHeard("10.77.0.12", new Priority(200), 3, 100),
        new PeerEvent.FellSilent("10.77.0.12", 3_603_906_250L),
        new PeerEvent.Mismatch("10.77.0.12", "address-list", "10.77.0.51", "10.77.0.99"),
        new PeerEvent.GaveWay("10.77.0.12", "10.77.0.11", 1_500_000_000L),
        new PeerEvent.AdvertMissed("10.77.0.12", 1_500_000_000L, 7),
        new TrackerEvent.StateChanged("chk_nginx", "script", false, "exit 1"));
  }

  private static List<Event> notification() {
    var notice =
        new NotificationEvent.Notice("script", "/usr/bin/take-eip", "INSTANCE", "VI_1", "MASTER");
    return List.of(
        new NotificationEvent.Sent(notice, 120),
        new NotificationEvent.Failed(notice, "exit 3", 45));
  }

  private static List<Event> config() {
    var settings =
        new ConfigEvent.InstanceSettings(
            "VI_1", INSTANCE, 3, new Priority(150), 100, true, 0, List.of("10.77.0.51"));
    var settings6 =
        new ConfigEvent.InstanceSettings(
            "VI_6", INSTANCE6, 3, Priority.OWNER, 4095, false, 30_000, List.of());
    return List.of(
        new ConfigEvent.Applied(
            Sha256.of("a configuration".getBytes(StandardCharsets.UTF_8)),
            "/etc/keepalived/keepalived.conf",
            List.of(settings, settings6),
            List.of("line 12: unknown keyword 'foo'"),
            List.of("vrrp_instance VI_6: new")),
        new ConfigEvent.Continued(
            Sha256.of("a configuration".getBytes(StandardCharsets.UTF_8)),
            List.of(settings),
            List.of("line 900: unknown keyword 'bar'")),
        new ConfigEvent.Rejected(
            "/etc/keepalived/keepalived.conf", List.of("line 3: VRID must be 1 to 255, not 300")));
  }

  private static List<Event> node() {
    return List.of(
        new NodeEvent.Started("engine", "0.1.0", 4242),
        new NodeEvent.Stopped("engine", 4242, "died", "signal 9"),
        new NodeEvent.Stalled("engine", 2_500_000_000L),
        new NodeEvent.LogForked(new LogId(-1, 1), 1_000, "prevHash of seq 1001 does not match"),
        new NodeEvent.EventsDropped(12, "ring"),
        new NodeEvent.AdvertsBlocked(
            "eth0", "out", "sendmmsg(eth0): EPERM", "ip protocol 112 accept"),
        new NodeEvent.StaticsApplied(
            List.of("10.9.0.1/24 dev eth1"),
            List.of("10.50.0.0/24 via 10.9.1.254: Network is unreachable")),
        new NodeEvent.StaticsRemoved(List.of("10.9.0.1/24 dev eth1"), "somebody else"),
        new NodeEvent.TablesRestored(List.of("arp baton", "ip6 baton"), "", 2),
        new NodeEvent.HeadWitnessed(
            new LogHead(new LogId(3, -4), 1_234_567, Sha256.of(new byte[] {1, 2, 3}))),
        new NodeEvent.ClockMeasured(-1_250_000, 400_000),
        new NodeEvent.ClockStepped(-3_600_000_000_000L));
  }

  private static List<Event> drain() {
    return List.of(
        new DrainEvent.HoldPlaced(DRAIN, "ann", "new kernel", 0),
        new DrainEvent.HoldLifted(DRAIN, "ann", "undrain"),
        new DrainEvent.Requested(
            DRAIN,
            NODE,
            "new kernel",
            WALL_NANOS + 600_000_000_000L,
            0,
            List.of(
                new DrainEvent.PlannedStep(ROUTER, "hand-over", NODE, List.of(PEER)),
                new DrainEvent.PlannedStep(
                    INSTANCE6.virtualRouter(), "hold-only", NODE, List.of()))),
        new DrainEvent.Refused(
            DRAIN,
            NODE,
            "new kernel",
            List.of(new DrainEvent.Refusal("NO_SPARE", ROUTER.text(), "nobody else is there"))),
        new DrainEvent.StepProved(
            DRAIN, ROUTER, List.of(new DrainEvent.Fact("took-over", CAUSING))),
        new DrainEvent.StepStuck(DRAIN, ROUTER, "web-2 did not take over in 3 s"),
        new DrainEvent.Completed(DRAIN, List.of("the announcement was not seen by a third")),
        new DrainEvent.Failed(DRAIN, "the deadline passed"),
        new DrainEvent.Aborted(DRAIN, "wrong node"),
        new DrainEvent.UndrainRequested(DRAIN, "done"),
        new DrainEvent.Restored(DRAIN),
        new DrainEvent.TimerFired(DRAIN, "deadline"));
  }

  private static List<Event> command() {
    return List.of(
        new CommandEvent.Issued("c-1", PEER, commands().getLast(), List.of(CAUSING), 1_500),
        new CommandEvent.Applied("c-1"),
        new CommandEvent.Refused("c-1", "presupposition", "the instance has moved on"));
  }

  private static List<Event> own() {
    return List.of(
        new ControllerEvent.Started("0.1.0", 3),
        new ControllerEvent.Alive(),
        new ControllerEvent.NodeConnected(NODE, LOG, 41),
        new ControllerEvent.NodeDisconnected(NODE, "closed by the node"),
        new ControllerEvent.IdentityConflict(NODE, "second-connection", "from 10.77.0.99"),
        new ControllerEvent.RequestRefused("POST", "/api/v1/drains", 412, "NO_SPARE"));
  }
}
