package dev.baton.agent.steward;

import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.DamagedRing;
import dev.baton.agent.link.ProcessIdentity;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.linux.Fifo;
import dev.baton.agent.linux.ProcessWatch;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Draft;
import java.nio.file.Path;

/**
 * One engine process and what the steward shares with it. Events come out and orders go in on the
 * journal thread; a bell thread and a watch thread only wait.
 */
final class EngineRun {
  private static final int BELL_TIMEOUT_MILLIS = 500;
  private static final int WATCH_TIMEOUT_MILLIS = 60_000;

  private final RunDirectory directory;
  private final ProcessIdentity engine;
  private final SharedRing events;
  private final SharedRing orders;
  private final Fifo stewardBell;
  private final Fifo engineBell;
  private final ProcessWatch watch;
  private volatile boolean over;
  private String damage = "";

  private EngineRun(
      Kernel kernel,
      RunDirectory directory,
      ProcessIdentity engine,
      SharedRing events,
      SharedRing orders) {
    this.directory = directory;
    this.engine = engine;
    this.events = events;
    this.orders = orders;
    this.stewardBell = Fifo.open(kernel, directory.stewardDoorbell());
    this.engineBell = Fifo.open(kernel, directory.engineDoorbell());
    this.watch = ProcessWatch.open(kernel, engine.pid());
  }

  /** The run of an engine that was just started with these rings. */
  static EngineRun begun(
      Kernel kernel,
      RunDirectory directory,
      ProcessIdentity engine,
      SharedRing events,
      SharedRing orders) {
    return new EngineRun(kernel, directory, engine, events, orders);
  }

  /** The run of an engine that an earlier steward started. */
  static EngineRun found(Kernel kernel, RunDirectory directory, ProcessIdentity engine) {
    return new EngineRun(
        kernel,
        directory,
        engine,
        SharedRing.open(directory.events()),
        SharedRing.open(directory.orders()));
  }

  /** Starts waiting: {@code onBell} when the engine has events, {@code onExit} when it is dead. */
  void watch(Runnable onBell, Runnable onExit) {
    Thread.ofPlatform()
        .daemon()
        .name("bell-" + engine.pid())
        .start(() -> {
          while (!over) {
            stewardBell.await(BELL_TIMEOUT_MILLIS);
            onBell.run();
          }
        });
    Thread.ofPlatform()
        .daemon()
        .name("watch-" + engine.pid())
        .start(() -> {
          while (!watch.awaitExit(WATCH_TIMEOUT_MILLIS)) {
            Thread.onSpinWait();
          }
          over = true;
          onExit.run();
        });
  }

  long pid() {
    return engine.pid();
  }

  /** Where the engine counts. */
  Path counts() {
    return directory.counts();
  }

  /** Takes what it reported, up to where its ring is damaged, if it is. */
  void take(Journal journal) {
    if (isDamaged()) {
      return;
    }
    try {
      journal.take(events, pid());
    } catch (DamagedRing e) {
      damage = "its ring of events is damaged: " + e.reason();
    }
  }

  /** Whether nothing more can be taken. */
  boolean isDamaged() {
    return !damage.isEmpty();
  }

  /** Why nothing more can be taken. */
  String damage() {
    return damage;
  }

  /** Gives an order; false when the engine has stopped taking them. */
  boolean order(Draft order) {
    boolean taken = orders.offer(order);
    engineBell.ring();
    return taken;
  }

  /** Tells how a tracker stands; false when the engine has stopped listening. */
  boolean tell(TrackerState state) {
    boolean taken = orders.offer(state);
    engineBell.ring();
    return taken;
  }

  /** Has the engine go over to another configuration. */
  void reconfigure(EngineSupervisor.Assignment assignment) {
    directory.writeConfiguration(assignment.configuration(), assignment.subjects());
    orders.offerReload();
    engineBell.ring();
  }

  /** Asks the engine to resign and end, and kills it when it does not. */
  void stop(int patienceMillis) {
    askToStop();
    if (!watch.awaitExit(patienceMillis)) {
      kill();
      watch.awaitExit(patienceMillis);
    }
  }

  /** Kills an engine that nobody can ask to end. */
  static void kill(Kernel kernel, ProcessIdentity engine, int patienceMillis) {
    try (var process = ProcessWatch.open(kernel, engine.pid())) {
      process.kill(ProcessWatch.SIGKILL);
      process.awaitExit(patienceMillis);
    }
  }

  /** Asks the engine to resign and end. */
  void askToStop() {
    orders.offerStop();
    engineBell.ring();
  }

  /** Ends the engine if it still runs. */
  void kill() {
    watch.kill(ProcessWatch.SIGKILL);
  }

  /** Takes what was shared away; the engine is dead and its events have been taken. */
  void discard() {
    directory.delete();
  }
}
