package dev.baton.agent.steward;

import dev.baton.agent.AgentLog;
import dev.baton.agent.Version;
import dev.baton.agent.config.ConfigChanges;
import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.NodeScripts;
import dev.baton.agent.dump.StateFiles;
import dev.baton.agent.engine.MonotonicClock;
import dev.baton.agent.firewall.FirewallCheck;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.linux.Fifo;
import dev.baton.agent.linux.LinuxClock;
import dev.baton.agent.linux.NetlinkAddressTable;
import dev.baton.agent.linux.NetlinkRoutingTable;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.notify.MailServerCheck;
import dev.baton.agent.notify.Notifier;
import dev.baton.agent.notify.Notifier.Surroundings;
import dev.baton.agent.steward.EngineSupervisor.Host;
import dev.baton.agent.track.ScriptRun;
import dev.baton.agent.uplink.ControllerAddress;
import dev.baton.agent.uplink.Uplink;
import dev.baton.events.Event;
import dev.baton.events.NodeEvent;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.uplink.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Puts the steward's parts together and keeps them running until it is told to stop. */
public final class Steward {
  /** A transition is on disk within a second. */
  private static final long SYNC_MILLIS = 500;

  /** How long a stop waits for the controller to hear of it. */
  private static final long SHIP_MILLIS = 1_000;

  /** How long a stop waits for the scripts that it is told to. */
  private static final long TELL_MILLIS = 10_000;

  private final Order order;
  private final AgentLog messages;
  private final Journal journal;
  private final JournalThread journalThread;
  private final EngineSupervisor supervisor;
  private final CommandDesk desk;
  private final TrackerDesk trackers;
  private final ClockSteps steps = new ClockSteps();
  private final Hold hold;
  private final MonotonicClock clock;
  private final AddressSweeper sweeper;
  private final NodeConfiguration configuration;
  private final Notifier notifier;
  private final DumpDesk dumps;
  private final FirewallWatch firewall;
  private final NodeScriptRun scripts;
  private final List<Uplink> uplinks = new ArrayList<>();

  /**
   * What to run.
   *
   * @param controllers none or one
   */
  public record Order(
      ConfigReading reading,
      Source source,
      Path dataDirectory,
      List<ControllerAddress> controllers,
      String bootId) {
    /** Keeps a copy. */
    public Order {
      controllers = List.copyOf(controllers);
    }
  }

  /**
   * Which file is read, and which of its {@code @id} lines apply.
   *
   * @param needsAll whether a file that it includes and that is missing is an error
   */
  public record Source(Path file, String configId, boolean needsAll, Needs needs) {
    /** What it says now. */
    public ConfigReading read() {
      return needsAll
          ? KeepalivedConf.readAll(file, configId)
          : KeepalivedConf.read(file, configId);
    }
  }

  /** Wires everything; nothing happens before {@link #start}. */
  public Steward(Order order, Journal.LogSource log, Predecessor predecessor, AgentLog messages) {
    var kernel = predecessor.kernel();
    var addresses = new NetlinkAddressTable(kernel);
    this.order = order;
    this.messages = messages;
    this.journalThread = new JournalThread(Steward::fail);
    this.clock = new LinuxClock(kernel);
    this.journal = new Journal(log, clock);
    journal.onAppend(messages::recorded);
    journal.onOutage(messages::note);
    this.configuration =
        new NodeConfiguration(order.source(), order.reading(), addresses, clock.nanos());
    var root = RunDirectory.rootFor(order.dataDirectory());
    this.sweeper = sweeper(configuration, predecessor, new HostTraces(kernel, root));
    this.supervisor =
        new EngineSupervisor(
            new Host(kernel, journal, journalThread, messages),
            root,
            new EngineCommand(),
            configuration.assignment(),
            sweeper);
    this.hold = new Hold(journal, new HoldFile(order.dataDirectory()));
    this.desk = new CommandDesk(journal, hold, supervisor::order, this::reloadNow);
    desk.follow(configuration.reading().config().globals().clusterId());
    supervisor.whenGone(desk::engineGone);
    var host = scriptHost(kernel);
    this.scripts = new NodeScriptRun(host, messages::note);
    this.notifier =
        notifier(new Surroundings(host, path -> Fifo.make(kernel, path), messages::note));
    this.firewall =
        new FirewallWatch(
            FirewallCheck::run, journalThread::execute, journal::record, messages::note);
    this.trackers = new TrackerDesk(kernel, journalThread, journal, supervisor::tell);
    supervisor.tellFirst(trackers::all);
    this.dumps = new DumpDesk(journal, journalThread, this::scene, messages::note);
  }

  private static AddressSweeper sweeper(
      NodeConfiguration configuration, Predecessor predecessor, HostTraces traces) {
    // It works on threads of its own.
    var addresses = new NetlinkAddressTable(predecessor.kernel());
    var routing = new NetlinkRoutingTable(predecessor.kernel(), List.of());
    var sweeper = new AddressSweeper(configuration.duties(), addresses, routing, traces);
    sweeper.alreadySwept(predecessor.handOver());
    return sweeper;
  }

  private Notifier notifier(Surroundings surroundings) {
    return Notifier.with(journal, journalThread::execute, order.dataDirectory(), surroundings);
  }

  private static ScriptRun.Host scriptHost(Kernel kernel) {
    var timers =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("script-timers").daemon().factory());
    return new ScriptRun.Host(timers, new ProcessGroups(kernel)::send);
  }

  private NodeScripts nodeScripts() {
    return configuration.reading().config().globals().scripts();
  }

  /** Starts, and returns when the engine runs. */
  public void start() {
    supervisor.beforeService(
        () -> scripts.run("STARTUP", nodeScripts().startup()).forEach(journal::record));
    journalThread
        .ask(() -> {
          messages.names(configuration.subjects());
          notifier.begin(configuration.subjects(), configuration.notifications());
          journal.record(
              new NodeEvent.Started("steward", Version.current(), ProcessHandle.current().pid()));
          hold.restore();
          configuration.applied(List.of()).forEach(journal::record);
          sayDelay();
          var known = journal.history().trackers();
          boolean isFound = supervisor.begin(Hold.ordersFor(journal.history()));
          notifier.open(isFound);
          if (isFound) {
            trackers.resume(known);
          }
          trackers.watch(configuration.reading().config());
          return true;
        })
        .join();
    firewall.look(configuration.reading().config());
    MailServerCheck.look(configuration.reading().config(), messages::note);
    journalThread.executeEvery(SYNC_MILLIS, this::everySoOften);
    order.controllers().forEach(this::connect);
  }

  private void sayDelay() {
    long waitNanos = configuration.assignment().firstElectionNanos() - clock.nanos();
    if (waitNanos > 0) {
      messages.note("elections begin in " + waitNanos / 1_000_000_000L + " s, as configured");
    }
  }

  /** Stops the engine in good order and closes the log; returns when all is done. */
  public void stop() {
    var shutdown =
        journalThread
            .ask(() -> {
              supervisor.stop();
              return nodeScripts().shutdown();
            })
            .join();
    notifier.awaitAllTold(TELL_MILLIS);
    notifier.close();
    var ended = scripts.run("SHUTDOWN", shutdown);
    long last =
        journalThread
            .ask(() -> {
              ended.forEach(journal::record);
              long pid = ProcessHandle.current().pid();
              journal.record(new NodeEvent.Stopped("steward", pid, "asked", ""));
              journal.sync();
              return journal.lastSeq();
            })
            .join();
    uplinks.forEach(uplink -> uplink.awaitDurable(last, SHIP_MILLIS));
    uplinks.forEach(Uplink::close);
    journalThread
        .ask(() -> {
          firewall.close();
          journal.close();
          return true;
        })
        .join();
  }

  private void everySoOften() {
    desk.expireHold(clock.wallNanos());
    steps.look(clock).forEach(journal::record);
    trackers.tellAgain();
    journal.resumeWhenThereIsRoom();
    journal.sync();
  }

  private void connect(ControllerAddress address) {
    var hello =
        new Frame.Hello(
            journal.node(), order.bootId(), Version.current(), RecordCodec.FRAME_VERSION);
    var nodeLog = new JournalForUplink(journalThread, journal, hold, desk);
    var uplink = new Uplink(address, hello, nodeLog, messages::note);
    uplinks.add(uplink);
    journalThread.execute(() -> journal.onAppend(recorded -> uplink.logGrew()));
  }

  /** The engine goes on, and the next steward finds it. */
  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** Goes over to what the file says now; any error in it keeps all as it was. */
  public void reload() {
    journalThread.execute(() -> reloadNow(journal::record));
  }

  /** Writes a file that others read the state from. */
  public void dump(StateFiles.Kind kind) {
    dumps.write(kind);
  }

  private StateFiles.Scene scene() {
    return new StateFiles.Scene(
        configuration.reading().config(), configuration.subjects(), supervisor.counts());
  }

  /** Says what each thread does, for who wonders whether one is stuck. */
  public void describeThreads() {
    Thread.getAllStackTraces().keySet().stream()
        .map(thread -> "thread " + thread.getName() + ": " + thread.getState())
        .sorted()
        .forEach(messages::note);
  }

  private Reloading.Outcome reloadNow(Consumer<Event> log) {
    var next = configuration.read();
    next.diagnostics().forEach(diagnostic -> messages.note(diagnostic.toString()));
    var why = configuration.objection(next);
    if (!why.isEmpty()) {
      messages.note("reload: nothing is changed, because " + why);
      configuration.rejected(next, why).forEach(log);
      return new Reloading.Outcome.Kept(why);
    }
    var changes = ConfigChanges.between(configuration.reading().config(), next.config());
    // What the engine did before stands before it in the log, what it does because of it after.
    supervisor.takeReported();
    configuration.adopt(next);
    messages.names(configuration.subjects());
    configuration.applied(changes).forEach(log);
    sweeper.learn(configuration.duties());
    notifier.reconfigured(configuration.subjects(), configuration.notifications());
    supervisor.reassign(configuration.assignment());
    desk.follow(next.config().globals().clusterId());
    trackers.watch(next.config());
    firewall.look(next.config());
    MailServerCheck.look(next.config(), messages::note);
    changes.forEach(change -> messages.note("reload: " + change));
    messages.note(changes.isEmpty() ? "reload: the configuration is the same" : "reload: in force");
    return new Reloading.Outcome.InForce(changes);
  }
}
