package dev.baton.agent.steward;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.TrackerDefinition;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.linux.InotifyDirectoryWatch;
import dev.baton.agent.linux.ProcessConnector;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.track.FileWatch;
import dev.baton.agent.track.ProcessCensus;
import dev.baton.agent.track.ScriptRun;
import dev.baton.agent.track.TrackerReport;
import dev.baton.agent.track.Trackers;
import dev.baton.events.Causation;
import dev.baton.events.Recorded;
import dev.baton.events.TrackerEvent.StateChanged;
import java.nio.file.Path;
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
    var thread = thread("trackers");
    var files = new FileWatch(new InotifyDirectoryWatch(kernel), thread("tracked-files"));
    var scripts = new ScriptRun.Host(thread, new ProcessGroups(kernel)::send);
    var processes =
        ProcessCensus.of(
            new ProcessConnector(kernel), Path.of("/proc"), thread("tracked-processes"));
    this.trackers =
        new Trackers(
            thread,
            new Trackers.Sources(scripts, files, processes),
            report -> journalThread.execute(() -> changed(report)));
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Goes on from what an earlier steward wrote down and told the engine that runs still, before
   * anything is watched.
   */
  void resume(List<Recorded> last) {
    for (var recorded : last) {
      if (recorded.event() instanceof StateChanged(var name, var kind, var isUp, var detail)) {
        var state =
            new TrackerState(
                kind,
                name,
                TrackerReport.sense(isUp, detail),
                TrackerReport.number(detail),
                detail,
                new Causation.By(recorded.envelope().id()));
        states.put(new Key(kind, name), state);
      }
    }
  }

  /** Watches what a configuration asks for; returns at once. */
  void watch(AgentConfig config) {
    var wanted = new ArrayList<Key>();
    config.trackers().forEach(t -> wanted.add(new Key(t.kind().text(), t.name())));
    states.keySet().retainAll(wanted);
    untold.keySet().retainAll(wanted);
    trackers.watch(config.trackers(), known(config.trackers()));
  }

  private List<Trackers.Known> known(List<TrackerDefinition> definitions) {
    var known = new ArrayList<Trackers.Known>();
    for (var definition : definitions) {
      var state = states.get(new Key(definition.kind().text(), definition.name()));
      if (state != null) {
        known.add(new Trackers.Known(definition.kind(), definition.name(), state.sense()));
      }
    }
    return known;
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
    var key = new Key(report.kind().text(), report.name());
    var before = states.get(key);
    // The steward before may have written it down without having told it.
    var state = before != null && report.saysTheSameAs(before) ? before : recorded(report);
    states.put(key, state);
    untold.remove(key);
    if (!engine.test(state)) {
      untold.put(key, state);
    }
  }

  private TrackerState recorded(TrackerReport report) {
    String kind = report.kind().text();
    boolean isUp = report.sense() == TrackerState.Sense.UP;
    var recorded = journal.record(new StateChanged(report.name(), kind, isUp, report.detail()));
    return new TrackerState(
        kind,
        report.name(),
        report.sense(),
        report.number(),
        report.detail(),
        new Causation.By(recorded.envelope().id()));
  }
}
