package dev.baton.agent.steward;

import dev.baton.agent.AgentLog;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.agent.link.DamagedRing;
import dev.baton.agent.link.ProcessIdentity;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps one engine running: finds the one that an earlier steward left, starts one where there is
 * none, cleans up after one that died and starts the next. Lives on the journal thread; the clean
 * up alone happens on the watch thread, because it must not wait for a disk.
 */
final class EngineSupervisor {
  private static final int STOP_PATIENCE_MILLIS = 5_000;
  private static final long QUICK_DEATH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final Kernel kernel;
  private final Path root;
  private final EngineCommand command;
  private final Journal journal;
  private final JournalThread journalThread;
  private final AddressSweeper sweeper;
  private final AgentLog messages;
  private final AtomicBoolean takePending = new AtomicBoolean();
  private Assignment assignment;
  private final List<EngineRun> current = new ArrayList<>();
  private long startedNanos;
  private long pauseMillis;
  private long firstElectionNanos;
  private final List<Runnable> whenGone = new ArrayList<>();
  private Runnable beforeService = () -> {};
  private Supplier<List<TrackerState>> trackers = List::of;
  private boolean stopping;
  // The engine's process if this steward started it, for its exit status.
  private final List<Process> children = new ArrayList<>();

  EngineSupervisor(
      Host host, Path root, EngineCommand command, Assignment assignment, AddressSweeper sweeper) {
    this.kernel = host.kernel();
    this.root = root;
    this.command = command;
    this.assignment = assignment;
    this.firstElectionNanos = assignment.firstElectionNanos();
    this.journal = host.journal();
    this.journalThread = host.journalThread();
    this.sweeper = sweeper;
    this.messages = host.messages();
  }

  /** What every part of the steward shares. */
  record Host(Kernel kernel, Journal journal, JournalThread journalThread, AgentLog messages) {}

  /**
   * What an engine is to do.
   *
   * @param configuration the text of a keepalived.conf without includes and conditions
   * @param subjects who each instance is, by its name
   * @param firstElectionNanos before which no instance takes part in an election
   */
  record Assignment(
      String configuration, Map<String, Subject.Instance> subjects, long firstElectionNanos) {
    Assignment {
      subjects = Map.copyOf(subjects);
    }
  }

  /** Has every engine told this before it begins. */
  void tellFirst(Supplier<List<TrackerState>> states) {
    trackers = states;
  }

  /** Has this done before an engine starts on a node that has none. */
  void beforeService(Runnable preparation) {
    beforeService = preparation;
  }

  /** Has this called whenever an engine is gone. */
  void whenGone(Runnable listener) {
    whenGone.add(listener);
  }

  /**
   * Finds the living engine, or starts one, with the orders that it has to know before anything.
   *
   * @return whether one was found
   */
  boolean begin(List<Draft> firstOrders) {
    boolean adopted = false;
    boolean isInService = false;
    for (var run : RunDirectory.list(root)) {
      var living = run.livingEngine();
      if (!living.isEmpty()) {
        // This node is in service: whatever engine comes next does not wait again.
        firstElectionNanos = run.firstElectionNanos();
        isInService = true;
      }
      if (!living.isEmpty() && !adopted && isOurs(run)) {
        adopted = adopt(run, living.getFirst());
      } else if (living.isEmpty()) {
        buryFound(run);
      } else {
        replaceFound(run, living.getFirst());
      }
    }
    if (!isInService) {
      beforeService.run();
    }
    if (!adopted) {
      start(firstOrders);
    }
    return adopted;
  }

  private boolean isOurs(RunDirectory run) {
    try {
      return Files.readString(run.configuration()).equals(assignment.configuration());
    } catch (IOException e) {
      return false;
    }
  }

  private boolean adopt(RunDirectory directory, ProcessIdentity engine) {
    EngineRun run;
    try {
      run = EngineRun.found(kernel, directory, engine);
    } catch (DamagedRing e) {
      replaceUnreachable(directory, engine, e);
      return false;
    }
    directory.writeEngine(engine);
    messages.engineFound(run.pid());
    startedNanos = System.nanoTime();
    current.add(run);
    take(run);
    watch(run);
    return true;
  }

  /** An engine that runs another configuration than the one that we are to run. */
  private void replaceFound(RunDirectory directory, ProcessIdentity engine) {
    messages.engineOutdated(engine.pid());
    EngineRun run;
    try {
      run = EngineRun.found(kernel, directory, engine);
    } catch (DamagedRing e) {
      replaceUnreachable(directory, engine, e);
      return;
    }
    run.stop(STOP_PATIENCE_MILLIS);
    run.take(journal);
    run.discard();
  }

  /** An engine that nobody can ask to resign, as there is no ring to ask it through. */
  private void replaceUnreachable(RunDirectory run, ProcessIdentity engine, DamagedRing damage) {
    messages.engineDamaged(engine.pid(), damage.reason());
    EngineRun.kill(kernel, engine, STOP_PATIENCE_MILLIS);
    buryFound(run);
  }

  /** An engine that died while nobody watched; its last events are still in the ring. */
  private void buryFound(RunDirectory run) {
    if (Files.exists(run.events())) {
      var engine = journal.history().enginePid();
      String detail = "found dead by a new steward";
      try (var events = SharedRing.open(run.events())) {
        journal.take(events, engine);
      } catch (DamagedRing e) {
        detail += "; its ring of events is damaged: " + e.reason();
      }
      sweeper.sweep(Predecessor.duties(run)).forEach(s -> journal.record(s.subject(), s.removed()));
      journal.record(new NodeEvent.Stopped("engine", engine, "gone", detail));
    }
    run.delete();
  }

  private void start(List<Draft> firstOrders) {
    var directory = RunDirectory.createNext(root);
    try {
      directory.writeConfiguration(assignment.configuration(), assignment.subjects());
      directory.writeFirstElection(firstElectionNanos);
      var events = SharedRing.create(directory.events());
      var orders = SharedRing.create(directory.orders());
      AdvertCounts.create(directory.counts());
      firstOrders.forEach(orders::offer);
      trackers.get().forEach(orders::offer);
      var process = command.start(directory);
      var engine = ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), 0));
      directory.writeEngine(engine);
      startedNanos = System.nanoTime();
      var run = EngineRun.begun(kernel, directory, engine, events, orders);
      current.add(run);
      messages.engineStarted(engine.pid());
      children.add(process);
      watch(run);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the engine", e);
    }
  }

  private void watch(EngineRun run) {
    run.watch(() -> takeSoon(run), () -> died(run));
  }

  private void takeSoon(EngineRun run) {
    if (takePending.compareAndSet(false, true)) {
      journalThread.execute(() -> {
        takePending.set(false);
        if (current.contains(run)) {
          take(run);
        }
      });
    }
  }

  /**
   * Takes what an engine reported. What it cannot report is not known of it: with a damaged ring it
   * resigns and ends, and its death brings the next one. The journal goes on meanwhile.
   */
  private void take(EngineRun run) {
    if (run.isDamaged()) {
      return;
    }
    run.take(journal);
    if (run.isDamaged()) {
      messages.engineDamaged(run.pid(), run.damage());
      run.askToStop();
      journalThread.executeAfter(STOP_PATIENCE_MILLIS, run::kill);
    }
  }

  /** On the watch thread. */
  private void died(EngineRun run) {
    var swept = sweeper.sweep();
    journalThread.execute(() -> bury(run, swept));
  }

  private void bury(EngineRun run, List<AddressSweeper.Swept> swept) {
    if (!current.remove(run)) {
      return;
    }
    run.take(journal);
    String exit = describeExit();
    if (!stopping) {
      String how = run.isDamaged() ? run.damage() + " (" + exit + ")" : exit;
      messages.engineDied(run.pid(), how);
      if (!journal.history().hasStopped(run.pid())) {
        journal.record(new NodeEvent.Stopped("engine", run.pid(), "died", how));
      }
    }
    swept.forEach(s -> journal.record(s.subject(), s.removed()));
    whenGone.forEach(Runnable::run);
    run.discard();
    if (!stopping) {
      restart();
    }
  }

  private String describeExit() {
    if (children.isEmpty()) {
      return "status unknown: an earlier steward started it";
    }
    try {
      int status = children.removeFirst().waitFor();
      return status > 128 ? "signal " + (status - 128) : "exit status " + status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "status unknown";
    }
  }

  private void restart() {
    boolean quick = System.nanoTime() - startedNanos < QUICK_DEATH_NANOS;
    pauseMillis = quick ? Math.min(LONGEST_PAUSE_MILLIS, Math.max(500, 2 * pauseMillis)) : 0;
    journalThread.executeAfter(
        pauseMillis,
        () -> {
          if (!stopping) {
            start(Hold.ordersFor(journal.history()));
          }
        });
  }

  /** Takes what the engine has reported by now. */
  void takeReported() {
    List.copyOf(current).forEach(this::take);
  }

  /** Has the engine, and every later one, do something else from now on. */
  void reassign(Assignment other) {
    assignment = other;
    current.forEach(run -> run.reconfigure(other));
  }

  /** Where the living engine counts: none or one. */
  List<Path> counts() {
    return current.stream().map(EngineRun::counts).toList();
  }

  /** Gives the engine an order; false when there is no engine to take it. */
  boolean order(Draft order) {
    return !current.isEmpty() && current.getFirst().order(order);
  }

  /** Tells the engine how a tracker stands; false when it has to be told again. */
  boolean tell(TrackerState state) {
    return current.isEmpty() || current.getFirst().tell(state);
  }

  /** Has the engine resign and end, and takes its last events. */
  void stop() {
    stopping = true;
    for (var run : List.copyOf(current)) {
      run.stop(STOP_PATIENCE_MILLIS);
      bury(run, sweeper.sweepAll());
    }
    // An engine that had died already left what is static to the next one.
    sweeper.sweepAll().forEach(s -> journal.record(s.subject(), s.removed()));
    RunDirectory.deleteEmpty(root);
  }
}
