package dev.baton.agent;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.Cast;
import dev.baton.agent.engine.Casts;
import dev.baton.agent.engine.EngineEvents;
import dev.baton.agent.engine.EngineLoop;
import dev.baton.agent.engine.Ports;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.linux.LinuxUrgency;
import dev.baton.agent.linux.LinuxWakeups;
import dev.baton.agent.linux.PrivateNetwork;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes over before it matters: an engine's first take-over would otherwise be the first time that
 * its code runs, which costs as much as a failover at short intervals takes. A second engine plays
 * it a few times, down to the kernel, on the loopback interface of a network namespace of its own
 * that nobody else sees, while the first one waits for its peers. Without the right to make a
 * namespace there is no rehearsal.
 */
final class Rehearsal {
  static final int ROUNDS = 5;

  /** Of each family. */
  static final int ROUTERS = 20;

  /** 127.0.0.1, ::1 and a link-local one. */
  private static final int OWN_ADDRESSES = 3;

  /** Active_Down_Interval is 36 ms, but this machine may have other things to do. */
  private static final long LONGEST_ROUND_NANOS = 2_000_000_000L;

  private final Kernel kernel;
  private final RunDirectory stage;
  private final SharedRing orders;
  private final SharedRing events;

  /** Its namespace is that of the thread that plays it. */
  Rehearsal(Kernel kernel, RunDirectory stage, SharedRing orders, SharedRing events) {
    this.kernel = kernel;
    this.stage = stage;
    this.orders = orders;
    this.events = events;
  }

  /** Begins; the thread that calls it goes on at once. */
  static void begin(Kernel kernel, RunDirectory run) {
    var stage = new RunDirectory(run.path().resolve("rehearsal"));
    Thread.ofPlatform()
        .daemon()
        .name("rehearsal")
        .start(() -> {
          if (PrivateNetwork.enter(kernel)) {
            try (var orders = ring(stage.orders());
                var events = ring(stage.events())) {
              new Rehearsal(kernel, stage, orders, events).play();
            }
          }
        });
  }

  /** Plays all rounds; nothing is left of them but events. */
  void play() {
    var cast = cast();
    for (int round = 0; round < ROUNDS; round++) {
      try (var wakeups = new LinuxWakeups(kernel);
          var counts = AdvertCounts.inMemory()) {
        var ports = EngineMain.ports(kernel, wakeups, stage, new LinuxUrgency(kernel, text -> {}));
        var curtain = new Curtain(orders, ports.addresses());
        var recorded = new EngineEvents(events, () -> {}, ports.clock());
        new EngineLoop(curtain, ports, orders, recorded, counts).run(cast, Version.current(), 0);
        close(ports);
      }
    }
  }

  /** Without a file: nothing of it is left where the engine is killed. */
  private static SharedRing ring(Path file) {
    var directory = file.resolveSibling("");
    try {
      Files.createDirectories(directory);
      var ring = SharedRing.create(file);
      Files.delete(file);
      Files.delete(directory);
      return ring;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rehearse with " + file, e);
    }
  }

  private static Cast cast() {
    var text = new StringBuilder();
    var subjects = new HashMap<String, Subject.Instance>();
    for (int vrid = 1; vrid <= ROUTERS; vrid++) {
      instance(text, subjects, Family.IPV4, vrid, "192.0.2." + vrid);
      instance(text, subjects, Family.IPV6, vrid, "fe80::5e:" + vrid);
    }
    return new Cast(
        KeepalivedConf.parse("rehearsal", text.toString()).config(), subjects, System.nanoTime());
  }

  private static void instance(
      StringBuilder text,
      Map<String, Subject.Instance> subjects,
      Family family,
      int vrid,
      String address) {
    String name = family + "-" + vrid;
    text.append(
        """
        vrrp_instance %s {
          interface %s
          virtual_router_id %d
          version 3
          priority 100
          advert_int 0.01
          garp_master_delay 0
          virtual_ipaddress { %s }
        }
        """
            .formatted(name, PrivateNetwork.INTERFACE, vrid, address));
    var subject =
        new Subject.Instance("rehearsal", PrivateNetwork.INTERFACE, family, new Vrid(vrid));
    subjects.put(name, subject);
  }

  private static void close(Ports ports) {
    Stream.of(
            ports.adverts(),
            ports.links(),
            ports.addresses(),
            ports.routing(),
            ports.announcer(),
            ports.virtualLinks(),
            ports.refusal())
        .filter(AutoCloseable.class::isInstance)
        .map(AutoCloseable.class::cast)
        .forEach(Rehearsal::close);
  }

  private static void close(AutoCloseable port) {
    try {
      port.close();
    } catch (Exception e) {
      throw new IllegalStateException("a port that does not close: this is a bug", e);
    }
  }

  /** Falls once, when all addresses are there, and never brings another cast. */
  private static final class Curtain implements Casts {
    private final SharedRing orders;
    private final AddressTable addresses;
    private final long fallsNanos = System.nanoTime() + LONGEST_ROUND_NANOS;
    private boolean fallen;

    Curtain(SharedRing orders, AddressTable addresses) {
      this.orders = orders;
      this.addresses = addresses;
    }

    @Override
    public void request() {
      throw new IllegalStateException("another cast in a rehearsal: this is a bug");
    }

    @Override
    public List<Cast> take() {
      if (!fallen && (areAllThere() || System.nanoTime() - fallsNanos >= 0)) {
        fallen = orders.offerStop();
      }
      return List.of();
    }

    private boolean areAllThere() {
      return addresses.list(PrivateNetwork.INTERFACE).size() >= OWN_ADDRESSES + 2 * ROUTERS;
    }
  }
}
