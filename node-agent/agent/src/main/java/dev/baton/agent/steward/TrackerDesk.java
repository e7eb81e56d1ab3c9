package dev.baton.agent.steward;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.track.ScriptRun;
import dev.baton.agent.track.TrackerReport;
import dev.baton.agent.track.Trackers;
import dev.baton.events.Causation;
import dev.baton.events.TrackerEvent.StateChanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * Between the trackers and the rest: what they see is written down, and then told to the engine;
 * and again to every engine that comes. Lives on the journal thread.
 */
final class TrackerDesk {
  private final Journal journal;
  private final Predicate<TrackerState> engine;
  private final Trackers trackers;
  private final Map<Key, TrackerState> states = new LinkedHashMap<>();
  private final Map<Key, TrackerState> untold = new LinkedHashMap<>();

  private record Key(String kind, String name) {}

  /** Tells the engine through a predicate that says whether it was told. */
  TrackerDesk(
      Kernel kernel, JournalThread journalThread, Journal journal, Predicate<TrackerState> engine) {
    this.journal = journal;
    this.engine = engine;
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("trackers").factory());
    var host = new ScriptRun.Host(thread, new ProcessGroups(kernel)::send);
    this.trackers =
        new Trackers(thread, host, report -> journalThread.execute(() -> changed(report)));
  }

  /** Watches what a configuration asks for; returns at once. */
  void watch(AgentConfig config) {
    var wanted = new ArrayList<Key>();
    config.trackers().forEach(t -> wanted.add(new Key(t.kind().text(), t.name())));
    states.keySet().retainAll(wanted);
    untold.keySet().retainAll(wanted);
    trackers.watch(config.trackers(), List.of());
  }

  /** How every tracker stands, for an engine that begins. */
  List<TrackerState> all() {
    untold.clear();
    return List.copyOf(states.values());
  }

  /** Tells what could not be told before, for want of room in the ring. */
  void tellAgain() {
    untold.values().removeIf(engine);
  }

  private void changed(TrackerReport report) {
    String kind = report.kind().text();
    boolean isUp = report.sense() == TrackerState.Sense.UP;
    var recorded = journal.record(new StateChanged(report.name(), kind, isUp, report.detail()));
    var state =
        new TrackerState(
            kind,
            report.name(),
            report.sense(),
            report.number(),
            report.detail(),
            new Causation.By(recorded.envelope().id()));
    var key = new Key(kind, report.name());
    states.put(key, state);
    untold.remove(key);
    if (!engine.test(state)) {
      untold.put(key, state);
    }
  }
}
