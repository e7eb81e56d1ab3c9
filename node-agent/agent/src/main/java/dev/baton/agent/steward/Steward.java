package dev.baton.agent.steward;

import dev.baton.agent.AgentLog;
import dev.baton.agent.Version;
import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.Diagnostic;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.MonotonicClock;
import dev.baton.agent.engine.Segments;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.linux.LinuxClock;
import dev.baton.agent.linux.NetlinkAddressTable;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.EngineSupervisor.Assignment;
import dev.baton.agent.steward.EngineSupervisor.Host;
import dev.baton.agent.uplink.ControllerAddress;
import dev.baton.agent.uplink.NodeLog;
import dev.baton.agent.uplink.Uplink;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.uplink.Frame;
import dev.baton.vrrp.Addresses;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Puts the steward's parts together and keeps them running until it is told to stop. */
public final class Steward {
  /** A transition is on disk within a second. */
  private static final long SYNC_MILLIS = 500;

  /** How long a stop waits for the controller to hear of it. */
  private static final long SHIP_MILLIS = 1_000;

  private final Order order;
  private final AgentLog messages;
  private final Journal journal;
  private final JournalThread journalThread;
  private final EngineSupervisor supervisor;
  private final CommandDesk desk;
  private final ClockSteps steps = new ClockSteps();
  private final Hold hold;
  private final MonotonicClock clock;
  private final NetlinkAddressTable addresses;
  private final AddressSweeper sweeper;
  private ConfigReading reading;
  private Map<String, Subject.Instance> subjects;
  private final List<Uplink> uplinks = new ArrayList<>();

  /**
   * What to run.
   *
   * @param controllers none or one
   */
  public record Order(
      ConfigReading reading,
      String configFile,
      Path dataDirectory,
      List<ControllerAddress> controllers,
      String bootId) {
    /** Keeps a copy. */
    public Order {
      controllers = List.copyOf(controllers);
    }
  }

  /** Wires everything; nothing happens before {@link #start}. */
  public Steward(Order order, Journal.LogSource log, AgentLog messages) {
    var kernel = Kernel.load();
    this.addresses = new NetlinkAddressTable(kernel);
    this.reading = order.reading();
    this.order = order;
    this.messages = messages;
    this.journalThread = new JournalThread(Steward::fail);
    this.clock = new LinuxClock(kernel);
    this.journal = new Journal(log, clock);
    journal.onAppend(messages::recorded);
    this.subjects = subjects(Map.of());
    this.sweeper = new AddressSweeper(instances(), addresses);
    this.supervisor =
        new EngineSupervisor(
            new Host(kernel, journal, journalThread, messages),
            RunDirectory.rootFor(order.dataDirectory()),
            new EngineCommand(),
            assignment(),
            sweeper);
    this.hold = new Hold(journal, new HoldFile(order.dataDirectory()));
    this.desk = new CommandDesk(journal, hold, supervisor::order);
    supervisor.whenGone(desk::engineGone);
  }

  /** Starts, and returns when the engine runs. */
  public void start() {
    journalThread
        .ask(() -> {
          journal.record(
              new NodeEvent.Started("steward", Version.current(), ProcessHandle.current().pid()));
          hold.restore();
          journal.record(applied());
          supervisor.begin(Hold.ordersFor(journal.history()));
          return true;
        })
        .join();
    journalThread.executeEvery(SYNC_MILLIS, this::everySoOften);
    order.controllers().forEach(this::connect);
  }

  /** Stops the engine in good order and closes the log; returns when all is done. */
  public void stop() {
    long last =
        journalThread
            .ask(() -> {
              supervisor.stop();
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
          journal.close();
          return true;
        })
        .join();
  }

  private void everySoOften() {
    desk.expireHold(clock.wallNanos());
    steps.look(clock).forEach(journal::record);
    journal.sync();
  }

  private void connect(ControllerAddress address) {
    var hello =
        new Frame.Hello(
            journal.node(), order.bootId(), Version.current(), RecordCodec.FRAME_VERSION);
    var uplink = new Uplink(address, hello, new ForUplink(), messages::note);
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
    journalThread.execute(this::reloadNow);
  }

  private void reloadNow() {
    var next = KeepalivedConf.read(Path.of(order.configFile()));
    next.diagnostics().forEach(diagnostic -> messages.note(diagnostic.toString()));
    if (next.hasErrors() || next.config().instances().isEmpty()) {
      messages.note("reload: nothing is changed, because " + order.configFile() + " has errors");
      journal.record(new ConfigEvent.Rejected(order.configFile(), texts(next)));
      return;
    }
    var before = reading.config();
    reading = next;
    subjects = subjects(subjects);
    sweeper.learn(instances());
    supervisor.reassign(assignment());
    journal.record(applied());
    boolean isSame = before.equals(next.config());
    messages.note(isSame ? "reload: the configuration is the same" : "reload: in force");
  }

  private Assignment assignment() {
    return new Assignment(reading.resolved().text(), subjects);
  }

  private Map<Subject.Instance, InstanceConfig> instances() {
    var instances = new LinkedHashMap<Subject.Instance, InstanceConfig>();
    reading.config().instances().forEach(i -> instances.put(subjectOf(i), i));
    return instances;
  }

  /** An instance that was there before stays who it was, whatever its interface's prefixes are. */
  private Map<String, Subject.Instance> subjects(Map<String, Subject.Instance> before) {
    var segments = new Segments(reading.config());
    var now = new LinkedHashMap<String, Subject.Instance>();
    for (var instance : reading.config().instances()) {
      var present = addresses.list(instance.interfaceName());
      var fresh = segments.subject(instance, present);
      var old = before.get(instance.name());
      now.put(instance.name(), old != null && isSame(instance, old) ? old : fresh);
    }
    return now;
  }

  private static boolean isSame(InstanceConfig instance, Subject.Instance old) {
    return old.interfaceName().equals(instance.interfaceName())
        && old.family() == instance.family()
        && old.vrid().equals(instance.vrid())
        && (instance.segment().isEmpty() || instance.segment().equals(old.segment()));
  }

  private Subject.Instance subjectOf(InstanceConfig instance) {
    var subject = subjects.get(instance.name());
    if (subject == null) {
      throw new IllegalStateException(instance.name() + " has no subject: this is a bug");
    }
    return subject;
  }

  private ConfigEvent applied() {
    var settings = reading.config().instances().stream().map(this::settings).toList();
    var hash = Sha256.read(ByteBuffer.wrap(HexFormat.of().parseHex(reading.config().hash())));
    return new ConfigEvent.Applied(hash, order.configFile(), settings, texts(reading));
  }

  private static List<String> texts(ConfigReading reading) {
    return reading.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  private InstanceSettings settings(InstanceConfig instance) {
    return new InstanceSettings(
        instance.name(),
        subjectOf(instance),
        instance.version(),
        instance.priority(),
        instance.intervalCentiseconds(),
        instance.preempt(),
        instance.preemptDelayNanos() / 1_000_000,
        instance.addresses().stream().map(VirtualAddress::address).map(Addresses::text).toList());
  }

  /** The uplink's view of this node. */
  private final class ForUplink implements NodeLog {
    @Override
    public CompletionStage<Resumption> resume(LogId heldLogId, long heldSeq, Sha256 heldHash) {
      return journalThread.ask(() -> resumeNow(heldLogId, heldSeq, heldHash));
    }

    private Resumption resumeNow(LogId heldLogId, long heldSeq, Sha256 heldHash) {
      long next = 1;
      if (heldSeq > 0 && heldLogId.equals(journal.logId())) {
        if (holds(heldSeq, heldHash)) {
          next = heldSeq + 1;
        } else {
          journal.fork(
              new NodeEvent.LogForked(
                  heldLogId,
                  heldSeq,
                  "record " + heldSeq + " that the controller holds is not here"));
          hold.restore();
        }
      } else if (heldSeq > 0 && !journal.history().isForkOf(heldLogId)) {
        journal.record(
            new NodeEvent.LogForked(
                heldLogId, heldSeq, "the log that the controller holds is not here"));
      }
      return new Resumption(journal.logId(), next, journal.reader(next));
    }

    private boolean holds(long seq, Sha256 hash) {
      if (seq > journal.lastSeq()) {
        return false;
      }
      try (var reader = journal.reader(seq)) {
        return reader.next() instanceof Read.Found found
            && found.stored().recorded().hash().equals(hash);
      }
    }

    @Override
    public void commandReceived(Frame.CommandIssued command) {
      journalThread.execute(() -> desk.received(command));
    }

    @Override
    public void clockMeasured(long offsetNanos, long errorNanos) {
      journalThread.execute(
          () -> journal.record(new NodeEvent.ClockMeasured(offsetNanos, errorNanos)));
    }
  }
}
