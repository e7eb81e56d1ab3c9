package dev.baton.vrrp.sim;

import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.Reception;
import dev.baton.vrrp.sim.peer.PeerModel;
import dev.baton.vrrp.sim.peer.PeerSettings;
import dev.baton.vrrp.sim.peer.PeerWire;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** A host with another maker's router on it, or rather with the model of one. */
final class ForeignHost implements Node, Candidate, PeerWire {
  private static final InetAddress IPV4_GROUP = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress IPV6_GROUP = InetAddress.ofLiteral("ff02::12");
  private static final long CENTISECOND_NANOS = 10_000_000L;

  private final String name;
  private final MacAddress mac;
  private final World world;
  private final Simulation simulation;
  private final SplittableRandom chance;
  private final Port port;
  private final PeerSettings settings;
  private final PeerModel model;
  private final Deque<Frame.Message> inbox = new ArrayDeque<>();
  private boolean isRunning;
  private boolean isStalled;
  private boolean isLinkUp = true;
  private boolean isModelOn;
  private boolean hasAddresses;
  private long generation;
  private int transitionCount;
  private int advertCount;

  ForeignHost(
      String name,
      MacAddress mac,
      World world,
      PeerSettings settings,
      BiFunction<PeerSettings, PeerWire, PeerModel> maker) {
    this.name = name;
    this.mac = mac;
    this.world = world;
    this.simulation = world.simulation();
    this.chance = simulation.chance();
    this.port = world.segment().attach(this);
    this.settings = settings;
    this.model = maker.apply(settings, this);
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
  public Node node() {
    return this;
  }

  @Override
  public boolean isRouter() {
    return true;
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  @Override
  public boolean isActive() {
    return isRunning && model.isActive();
  }

  @Override
  public int priority() {
    return model.priority();
  }

  @Override
  public InetAddress address() {
    return settings.address();
  }

  @Override
  public long intervalNanos() {
    return settings.intervalCentiseconds() * CENTISECOND_NANOS;
  }

  @Override
  public long skewNanos() {
    return model.skewNanos();
  }

  @Override
  public long patienceNanos() {
    var next = model.nextNanos();
    return isRunning && next.isPresent() ? next.getAsLong() - simulation.nowNanos() : 0;
  }

  @Override
  public boolean putsUpWith(Candidate active) {
    return !settings.preempts() || active.priority() >= priority();
  }

  @Override
  public int transitionCount() {
    return transitionCount;
  }

  @Override
  public int advertCount() {
    return advertCount;
  }

  @Override
  public void boot() {
    if (!isRunning) {
      simulation.note(name, "boots");
      isRunning = true;
      port.up(isLinkUp);
      followLink();
      arm();
    }
  }

  @Override
  public void crash() {
    simulation.note(name, "crashes");
    end();
    port.up(false);
  }

  @Override
  public void stop() {
    if (isRunning && !isStalled) {
      simulation.note(name, "stops");
      model.stop(simulation.nowNanos());
      end();
    }
  }

  private void end() {
    isRunning = false;
    isStalled = false;
    isModelOn = false;
    hasAddresses = false;
    generation++;
    inbox.clear();
    model.die();
  }

  @Override
  public void stall(long nanos) {
    if (!isRunning || isStalled) {
      return;
    }
    simulation.note(name, "stalls");
    isStalled = true;
    long life = ++generation;
    simulation.after(
        nanos,
        () -> {
          if (life == generation) {
            isStalled = false;
            followLink();
            readOn();
          }
        });
  }

  @Override
  public void link(boolean up) {
    isLinkUp = up;
    port.up(up && isRunning);
    if (isRunning && !isStalled) {
      followLink();
      arm();
    }
  }

  /** Without a carrier it does nothing; with it, it begins anew. */
  private void followLink() {
    if (isLinkUp && !isModelOn) {
      model.start(simulation.nowNanos());
    } else if (!isLinkUp && isModelOn) {
      model.die();
      became(false);
    }
    isModelOn = isLinkUp;
  }

  @Override
  public void receives(Frame frame) {
    if (!isRunning) {
      return;
    }
    switch (frame.content()) {
      case Frame.Message message -> {
        inbox.add(message);
        if (!isStalled) {
          readOn();
        }
      }
      case Frame.Question(InetAddress address) when serves(address) ->
          world
              .segment()
              .transmit(port, new Frame(mac, frame.source(), new Frame.Answer(address, mac)));
      case Frame.Packet(InetAddress to, int number)
          when serves(to) && frame.destination().equals(mac) ->
          world.deliveries().delivered(number, Addresses.text(settings.address()));
      case Frame.Content other -> {}
    }
  }

  private boolean serves(InetAddress address) {
    return hasAddresses && !isStalled && settings.virtualAddresses().contains(address);
  }

  private void readOn() {
    while (!inbox.isEmpty()) {
      var message = inbox.remove();
      var from = message.reception();
      model.hear(message.bytes(), from.source(), from.ttl(), simulation.nowNanos());
    }
    arm();
  }

  private void arm() {
    long current = ++generation;
    model
        .nextNanos()
        .ifPresent(atNanos ->
            simulation.after(
                atNanos - simulation.nowNanos() + chance.nextLong(world.jitterNanos() + 1),
                () -> fire(current)));
  }

  private void fire(long armed) {
    if (armed == generation && isRunning && !isStalled) {
      model.tick(simulation.nowNanos());
      arm();
    }
  }

  @Override
  public void advertise(byte[] message) {
    advertCount++;
    boolean ipv6 = settings.address() instanceof Inet6Address;
    var reception = new Reception(settings.address(), ipv6 ? IPV6_GROUP : IPV4_GROUP, 255);
    var carried = Frame.Message.of(reception, message);
    world.segment().transmit(port, new Frame(mac, SimulatedSegment.group(ipv6), carried));
  }

  @Override
  public void announce() {
    for (var address : settings.virtualAddresses()) {
      var claim = new Frame.Claim(address, mac);
      world.segment().transmit(port, new Frame(mac, MacAddress.BROADCAST, claim));
    }
  }

  @Override
  public void became(boolean active) {
    simulation.note(name, active ? "is Active" : "is Backup");
    transitionCount++;
    hasAddresses = active;
  }
}
