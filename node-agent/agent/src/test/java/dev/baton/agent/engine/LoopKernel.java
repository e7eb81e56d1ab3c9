package dev.baton.agent.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The kernel of one host in memory: its clock, sockets, links and addresses. */
final class LoopKernel
    implements MonotonicClock,
        Wakeups,
        AdvertisementChannel,
        LinkMonitor,
        AddressTable,
        NeighborAnnouncer {
  static final String HOME = "eth0";
  private static final long LONGEST_CALL_NANOS = 400_000L;

  private final LoopTime time;
  private final LoopNetwork network;
  private final SplittableRandom chance;
  private final long offsetNanos;
  private final LoopHost host;
  private final Map<String, LoopNic> nics = Map.of(HOME, new LoopNic(), "eth1", new LoopNic());
  private final Map<String, InterfaceState> shown = new HashMap<>();
  private final ArrayDeque<LinkChange> changes = new ArrayDeque<>();
  private final ArrayDeque<FakeHost.Received> inbox = new ArrayDeque<>();
  private final List<FakeHost.Received> outgoing = new ArrayList<>();
  private final Set<Station> joined = new HashSet<>();
  private final FakeHost rest = new FakeHost();
  private long spentNanos;
  private long untilNanos;
  private int callsLeft = Integer.MAX_VALUE;

  LoopKernel(LoopHost host, LoopTime time, LoopNetwork network, SplittableRandom chance) {
    this.host = host;
    this.time = time;
    this.network = network;
    this.chance = chance;
    this.offsetNanos = chance.nextInt(4) == 0 ? chance.nextLong() : 1_000_000_000L;
    network.attach(this);
    forget();
  }

  /** What the engine has of its host; what does not matter here is another fake's. */
  Ports ports() {
    return new Ports(
        this,
        this,
        this,
        this,
        this,
        rest.ports().routing(),
        this,
        rest,
        rest,
        rest,
        rest,
        rest,
        rest,
        rest);
  }

  LoopNic nic(String name) {
    return nics.getOrDefault(name, new LoopNic());
  }

  /** The engine's process is gone, and its sockets with it. */
  void forget() {
    inbox.clear();
    outgoing.clear();
    joined.clear();
    changes.clear();
    callsLeft = Integer.MAX_VALUE;
    nics.forEach((name, nic) -> shown.put(name, nic.state()));
  }

  /** The engine is killed within so many calls. */
  void killWithin(int calls) {
    callsLeft = calls;
  }

  /** A turn begins. */
  void begin(LoopTurn turn) {
    spentNanos = 0;
    inbox.forEach(each -> turn.waiting.add(LoopAdvert.of(each.path(), each.message())));
    turn.isDisturbed |= !changes.isEmpty();
    rest.take();
    rest.lastFrames.clear();
  }

  boolean hasNews() {
    return !inbox.isEmpty() || !changes.isEmpty();
  }

  long spentNanos() {
    return spentNanos;
  }

  /** Until when the engine wants to wait. */
  long untilNanos() {
    return untilNanos;
  }

  Set<Station> joined() {
    return joined;
  }

  /** What left the engine, but not the host. */
  int unsentCount() {
    return outgoing.size();
  }

  void arrive(FakeHost.Received frame) {
    var home = nic(HOME);
    if (home.isThere && home.isUp && joined.contains(frame.path().station())) {
      inbox.add(frame);
      host.poke();
    }
  }

  /** Something about a link becomes another; the engine is told. */
  void changed(LinkChange change) {
    changes.add(change);
    host.poke();
  }

  private void spend() {
    if (--callsLeft <= 0) {
      throw LoopStrand.death();
    }
  }

  @Override
  public long nanos() {
    return time.nowNanos() + offsetNanos + spentNanos;
  }

  @Override
  public long wallNanos() {
    return nanos();
  }

  @Override
  public void await(long until) {
    spend();
    untilNanos = until;
    host.waits();
  }

  @Override
  public Join join(Station station) {
    spend();
    if (!nic(HOME).isThere) {
      return new Join.Refused("no such interface");
    }
    joined.add(station);
    return new Join.Joined();
  }

  @Override
  public void leave(Station station) {
    spend();
    joined.remove(station);
  }

  /** The interface is deleted: whoever wants to hear there has to join anew. */
  void lose() {
    nic(HOME).removeAll();
    joined.clear();
  }

  @Override
  public int receive(int limit, AdvertSink sink) {
    int count = 0;
    while (count < limit && !inbox.isEmpty()) {
      var next = inbox.remove();
      host.turn().read.add(LoopAdvert.of(next.path(), next.message()));
      sink.received(next.path(), next.hopLimit(), next.message().duplicate());
      count++;
    }
    return count;
  }

  @Override
  public void send(AdvertPath path, int hopLimit, ByteBuffer message) {
    spend();
    var copy = ByteBuffer.allocate(message.remaining());
    copy.put(message.duplicate()).flip();
    outgoing.add(new FakeHost.Received(path, hopLimit, copy));
  }

  @Override
  public void flush(UnsentSink unsent) {
    if (outgoing.isEmpty()) {
      return;
    }
    spend();
    var home = nic(HOME);
    for (var each : outgoing) {
      boolean isJoined = joined.contains(each.path().station());
      if (isJoined || !home.isThere) {
        host.turn().sent.add(LoopAdvert.of(each.path(), each.message()));
      }
      if (!isJoined) {
        unsent.unsent(each.path(), "ENODEV");
      } else if (home.isUp) {
        network.transmit(this, spentNanos, each);
      }
    }
    outgoing.clear();
  }

  @Override
  public void poll(Consumer<LinkChange> sink) {
    for (var next = changes.poll(); next != null; next = changes.poll()) {
      sink.accept(next);
    }
    nics.forEach((name, nic) -> shown.put(name, nic.state()));
  }

  @Override
  public InterfaceState interfaceState(String name) {
    return shown.getOrDefault(name, new InterfaceState.Absent());
  }

  @Override
  public Added add(String interfaceName, AssignedAddress address) {
    spend();
    spentNanos += chance.nextLong(LONGEST_CALL_NANOS);
    var nic = nic(interfaceName);
    if (!nic.isThere) {
      return new Added.Failed("ENODEV");
    }
    host.byHand().remove(address.address());
    if (nic.has(address.address())) {
      return new Added.AlreadyThere();
    }
    var added = nic.add(address.address(), address.prefixLength(), true);
    changed(new LinkChange.AddressAdded(interfaceName, added));
    return new Added.Done();
  }

  @Override
  public Added renew(String interfaceName, AssignedAddress address) {
    return add(interfaceName, address);
  }

  @Override
  public Removed remove(String interfaceName, AssignedAddress address) {
    spend();
    spentNanos += chance.nextLong(LONGEST_CALL_NANOS);
    requireLastWordSaid(address.address());
    host.byHand().remove(address.address());
    var gone = nic(interfaceName).remove(address.address());
    gone.forEach(each -> changed(new LinkChange.AddressRemoved(interfaceName, each)));
    return gone.isEmpty() ? new Removed.NotThere() : new Removed.Done();
  }

  /** Who resigns does so before its addresses go, lest nobody have them for longer than needed. */
  private void requireLastWordSaid(InetAddress address) {
    for (var each : outgoing) {
      var advert = LoopAdvert.of(each.path(), each.message());
      if (advert.priority() == 0 && advert.addresses().contains(address)) {
        host.turn().wrong.add("takes " + address + " away before its resignation is out");
      }
    }
  }

  @Override
  public List<InterfaceAddress> list(String interfaceName) {
    return nic(interfaceName).list();
  }

  @Override
  public Announced send(String interfaceName, List<byte[]> frames) {
    spend();
    host.turn().announcedCount++;
    return new Announced.Sent();
  }
}
