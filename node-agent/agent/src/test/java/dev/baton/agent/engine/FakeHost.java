package dev.baton.agent.engine;

import dev.baton.agent.config.FirewallTables;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.Scheduling;
import dev.baton.vrrp.packet.MacAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A host in memory: time that a test moves, links that it cuts, and a list of all that was done.
 */
final class FakeHost
    implements MonotonicClock,
        Wakeups,
        AdvertisementChannel,
        LinkMonitor,
        AddressTable,
        NeighborAnnouncer,
        NeighborSilence,
        VirtualLinkTable,
        Forwarding,
        PacketRefusal,
        SecondaryPromotion,
        Urgency,
        GroupReports {
  static final InetAddress OWN = InetAddress.ofLiteral("10.77.0.1");

  final List<String> done = new ArrayList<>();
  final List<Received> sent = new ArrayList<>();

  /** The error that the kernel answers each advert with, if it does. */
  String refusal = "";

  FirewallTables tables = FirewallTables.USUAL;

  private final List<AdvertPath> unsentPaths = new ArrayList<>();
  final ArrayDeque<Received> arriving = new ArrayDeque<>();
  final ArrayDeque<LinkChange> changes = new ArrayDeque<>();
  private final Map<String, List<InterfaceAddress>> addresses = new HashMap<>();
  private final Map<String, Boolean> up = new HashMap<>();
  private final ArrayDeque<Runnable> onWait = new ArrayDeque<>();
  private final ArrayDeque<Runnable> onReceive = new ArrayDeque<>();
  final List<byte[]> lastFrames = new ArrayList<>();

  /** Why no virtual link can be made, empty where it can. */
  String linkFailure = "";

  /** Why an address, route or rule cannot be put there, by its text. */
  final Map<String, String> impossible = new HashMap<>();

  private final FakeRoutingTable routes = new FakeRoutingTable(impossible, done);
  final Set<Routing> routing = routes.present;
  boolean router;
  boolean mayBeRaised = true;
  private final Set<RefusedAddress> refused = new HashSet<>();
  private long nanos = 1_000_000_000_000L;
  private long lastAdvertNanos;

  record Received(AdvertPath path, int hopLimit, ByteBuffer message) {}

  FakeHost() {
    addInterface("eth0");
    place("eth0", OWN, 24);
  }

  Ports ports() {
    return new Ports(
        this, this, this, this, this, routes, this, this, this, this, this, this, this, this);
  }

  @Override
  public void use(Scheduling scheduling) {
    done.add("use " + scheduling.rank());
  }

  boolean reportsGroups = true;

  @Override
  public void withhold() {
    reportsGroups = false;
  }

  @Override
  public void restore() {
    reportsGroups = true;
  }

  @Override
  public boolean raise(int priority, long lateNanos) {
    done.add("raise to " + priority);
    return mayBeRaised;
  }

  void addInterface(String name) {
    up.put(name, true);
    addresses.computeIfAbsent(name, n -> new ArrayList<>());
  }

  void place(String name, InetAddress address, int prefixLength) {
    addresses
        .computeIfAbsent(name, n -> new ArrayList<>())
        .add(new InterfaceAddress(address, prefixLength, 0, 0, false));
  }

  /** Takes an interface away. */
  void vanish(String name) {
    up.remove(name);
    changes.add(new LinkChange.LinkGone(name));
  }

  void setUp(String name, boolean isUp) {
    up.put(name, isUp);
    changes.add(isUp ? new LinkChange.LinkUp(name) : new LinkChange.LinkDown(name));
  }

  /** Somebody else takes an address away. */
  void takeAway(String name, InetAddress address) {
    for (var there : list(name)) {
      if (there.address().equals(address)) {
        addresses.getOrDefault(name, new ArrayList<>()).remove(there);
        changes.add(new LinkChange.AddressRemoved(name, there));
      }
    }
  }

  /** Runs the next time that the engine waits. */
  void whenWaiting(Runnable action) {
    onWait.add(action);
  }

  /** Runs the next time that the engine looks for adverts, in the middle of a turn. */
  void whenReceiving(Runnable action) {
    onReceive.add(action);
  }

  void advance(long byNanos) {
    nanos += byNanos;
  }

  /** How long it is to the next advert, by the interval of a second that the tests have. */
  long nanosUntilAdvert() {
    return lastAdvertNanos + 1_000_000_000L - nanos;
  }

  List<String> take() {
    var taken = List.copyOf(done);
    done.clear();
    return taken;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long wallNanos() {
    return 1_700_000_000_000_000_000L + nanos;
  }

  @Override
  public void await(long untilNanos) {
    var action = onWait.poll();
    if (action != null) {
      action.run();
    } else {
      nanos = Math.max(nanos, untilNanos);
    }
  }

  @Override
  public Join join(Station station) {
    return new Join.Joined();
  }

  @Override
  public void leave(Station station) {
    done.add("leave " + station.interfaceName());
  }

  @Override
  public int receive(int limit, AdvertSink sink) {
    int count = 0;
    for (var next = onReceive.poll(); next != null; next = onReceive.poll()) {
      next.run();
    }
    for (var next = arriving.poll(); next != null; next = arriving.poll()) {
      sink.received(next.path(), next.hopLimit(), next.message());
      count++;
    }
    return count;
  }

  @Override
  public void send(AdvertPath path, int hopLimit, ByteBuffer message) {
    lastAdvertNanos = nanos;
    if (!refusal.isEmpty()) {
      unsentPaths.add(path);
    }
    sent.add(new Received(path, hopLimit, message.duplicate()));
    done.add("advert " + Byte.toUnsignedInt(message.get(message.position() + 2)));
  }

  @Override
  public void flush(UnsentSink unsent) {
    unsentPaths.forEach(path -> unsent.unsent(path, refusal));
    unsentPaths.clear();
  }

  @Override
  public void poll(Consumer<LinkChange> sink) {
    for (var next = changes.poll(); next != null; next = changes.poll()) {
      sink.accept(next);
    }
  }

  @Override
  public InterfaceState interfaceState(String name) {
    var isUp = up.get(name);
    return isUp == null
        ? new InterfaceState.Absent()
        : new InterfaceState.Present(2, isUp, new MacAddress(0x0200_0000_0001L), 1500, list(name));
  }

  @Override
  public Added add(String interfaceName, AssignedAddress address) {
    var reason = impossible.get(address.address().getHostAddress());
    if (reason != null) {
      return new Added.Failed(reason);
    }
    done.add("add " + address.address().getHostAddress());
    if (has(interfaceName, address)) {
      return new Added.AlreadyThere();
    }
    place(interfaceName, address.address(), address.prefixLength());
    return new Added.Done();
  }

  private boolean has(String interfaceName, AssignedAddress address) {
    return list(interfaceName).stream()
        .anyMatch(there ->
            there.address().equals(address.address())
                && there.prefixLength() == address.prefixLength());
  }

  @Override
  public Added renew(String interfaceName, AssignedAddress address) {
    done.add("renew " + address.address().getHostAddress());
    if (list(interfaceName).stream().noneMatch(t -> t.address().equals(address.address()))) {
      place(interfaceName, address.address(), address.prefixLength());
    }
    return new Added.Done();
  }

  @Override
  public Removed remove(String interfaceName, AssignedAddress address) {
    boolean was =
        addresses
            .getOrDefault(interfaceName, new ArrayList<>())
            .removeIf(there -> there.address().equals(address.address()));
    if (was) {
      done.add("remove " + address.address().getHostAddress());
    }
    return was ? new Removed.Done() : new Removed.NotThere();
  }

  @Override
  public List<InterfaceAddress> list(String interfaceName) {
    return List.copyOf(addresses.getOrDefault(interfaceName, List.of()));
  }

  /** What is found gone from the packet filter. */
  Mended gone = Mended.NOTHING;

  @Override
  public Mended mend() {
    return gone;
  }

  /** Somebody else takes a route or rule away. */
  void takeAway(String text) {
    routes.takeAway(text);
  }

  @Override
  public Announced send(String interfaceName, List<byte[]> frames) {
    frames.forEach(lastFrames::add);
    byte[] first = frames.getFirst();
    boolean isAdvert = first[12] == 0x08 && first[13] == 0 && first[23] == 112;
    done.add(
        isAdvert
            ? "advert " + Byte.toUnsignedInt(first[36]) + " on " + interfaceName
            : "announce " + frames.size());
    return new Announced.Sent();
  }

  @Override
  public Outcome make(VirtualLink link) {
    if (up.putIfAbsent(link.name(), false) == null) {
      done.add("make " + link.name());
    }
    return linkFailure.isEmpty() ? new Outcome.Done() : new Outcome.Failed(linkFailure);
  }

  @Override
  public boolean has(VirtualLink link) {
    return up.containsKey(link.name());
  }

  @Override
  public Outcome raise(VirtualLink link) {
    done.add("raise " + link.name());
    up.put(link.name(), true);
    return new Outcome.Done();
  }

  @Override
  public void lower(VirtualLink link) {
    done.add("lower " + link.name());
    up.put(link.name(), false);
  }

  @Override
  public void remove(VirtualLink link) {
    done.add("unmake " + link.name());
    up.remove(link.name());
  }

  @Override
  public boolean isRouter(String interfaceName) {
    return router;
  }

  @Override
  public Silence prepare() {
    return new Silence.Done();
  }

  @Override
  public Silence silence(Collection<InetAddress> silenced) {
    done.add("silence");
    return new Silence.Done();
  }

  @Override
  public Silence unsilence(Collection<InetAddress> silenced) {
    done.add("unsilence");
    return new Silence.Done();
  }

  @Override
  public void close() {
    done.add("close");
  }

  @Override
  public String refuse(Collection<RefusedAddress> addresses) {
    if (refused.addAll(addresses)) {
      done.add("refuse " + addresses.size());
    }
    return "";
  }

  @Override
  public void use(FirewallTables next) {
    tables = next;
  }

  @Override
  public void accept(Collection<RefusedAddress> addresses) {
    if (refused.removeAll(addresses)) {
      done.add("accept " + addresses.size());
    }
  }

  @Override
  public void end() {
    refused.clear();
  }

  @Override
  public void promote(String interfaceName) {
    done.add("promote on " + interfaceName);
  }

  @Override
  public void restore(String interfaceName) {
    done.add("restore " + interfaceName);
  }
}
