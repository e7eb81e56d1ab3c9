package dev.baton.agent;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.engine.Cast;
import dev.baton.agent.engine.Casts;
import dev.baton.agent.engine.Doorbell;
import dev.baton.agent.engine.EngineEvents;
import dev.baton.agent.engine.EngineLoop;
import dev.baton.agent.engine.Ports;
import dev.baton.agent.engine.Urgency;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.Subjects;
import dev.baton.agent.linux.Fifo;
import dev.baton.agent.linux.KernelForwarding;
import dev.baton.agent.linux.KernelGroupReports;
import dev.baton.agent.linux.KernelPromotion;
import dev.baton.agent.linux.KernelSettings;
import dev.baton.agent.linux.LinuxClock;
import dev.baton.agent.linux.LinuxUrgency;
import dev.baton.agent.linux.LinuxWakeups;
import dev.baton.agent.linux.MacvlanTable;
import dev.baton.agent.linux.NetlinkAddressTable;
import dev.baton.agent.linux.NetlinkLinkMonitor;
import dev.baton.agent.linux.NetlinkRoutingTable;
import dev.baton.agent.linux.NftablesRefusal;
import dev.baton.agent.linux.NftablesSilence;
import dev.baton.agent.linux.PacketAnnouncer;
import dev.baton.agent.linux.RawAdvertisementChannel;
import dev.baton.agent.linux.ffi.Kernel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The engine's process, started by the steward: {@code EngineMain RUN-DIRECTORY}. Its composition
 * root, and the only place that names the engine's adapters.
 */
public final class EngineMain {
  private static final int SIGXCPU = 24;

  private EngineMain() {}

  /** Runs until the steward orders an end. */
  public static void main(String[] args) {
    var run = new RunDirectory(Path.of(args[0]));
    var kernel = Kernel.load();
    Rehearsal.begin(kernel, run);
    var wakeups = new LinuxWakeups(kernel);
    var bell = Fifo.open(kernel, run.engineDoorbell());
    wakeups.watch(bell);
    var steward = Fifo.open(kernel, run.stewardDoorbell());
    var urgency = new LinuxUrgency(kernel, EngineMain::say);
    Signals.handle(SIGXCPU, urgency::limitPassed);
    var ports = ports(kernel, wakeups, run, urgency);
    var events =
        new EngineEvents(SharedRing.open(run.events()), steward::ring, new LinuxClock(kernel));
    var casts = new CastsFromDirectory(run, bell::ring);
    var orders = SharedRing.open(run.orders());
    var loop = new EngineLoop(casts, ports, orders, events, AdvertCounts.open(run.counts()));
    var first = casts.read();
    urgency.begin(first.config().globals().scheduling());
    loop.run(first, Version.current(), ProcessHandle.current().pid());
  }

  /** On a thread of its own: who reads what is said may have stopped doing so. */
  private static void say(String text) {
    Thread.ofPlatform().daemon().name("says").start(() -> new AgentLog(System.err).note(text));
  }

  /** The host, in the network namespace of the calling thread. */
  static Ports ports(Kernel kernel, LinuxWakeups wakeups, RunDirectory run, Urgency urgency) {
    var settings = KernelSettings.in(run.settings());
    return new Ports(
        new LinuxClock(kernel),
        wakeups,
        new RawAdvertisementChannel(kernel, wakeups),
        new NetlinkLinkMonitor(kernel, wakeups),
        new NetlinkAddressTable(kernel),
        new NetlinkRoutingTable(kernel, List.of(wakeups)),
        new PacketAnnouncer(kernel),
        new NftablesSilence(kernel),
        new MacvlanTable(kernel, RunDirectory.owner(run.root()), settings),
        new KernelForwarding(settings),
        new NftablesRefusal(kernel, RunDirectory.owner(run.root())),
        new KernelPromotion(settings),
        urgency,
        new KernelGroupReports(settings));
  }

  /** Reads what the steward has put into the run directory. */
  private record CastsFromDirectory(
      RunDirectory run, Doorbell engine, AtomicReference<List<Cast>> fresh) implements Casts {
    CastsFromDirectory(RunDirectory run, Doorbell engine) {
      this(run, engine, new AtomicReference<>(List.of()));
    }

    Cast read() {
      var config = KeepalivedConf.readResolved(run.configuration()).config();
      return new Cast(config, Subjects.read(run.subjects()), run.firstElectionNanos());
    }

    @Override
    public void request() {
      Thread.ofPlatform()
          .daemon()
          .name("reader")
          .start(() -> {
            fresh.set(List.of(read()));
            engine.ring();
          });
    }

    @Override
    public List<Cast> take() {
      return fresh.getAndSet(List.of());
    }
  }
}
