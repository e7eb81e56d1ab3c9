package dev.baton.agent.track;

import dev.baton.agent.config.TrackerDefinition;
import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState.Sense;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * All trackers at work, on one thread of their own. One whose definition stays the same goes on
 * over a reload with all that it knows.
 */
public final class Trackers {
  private final ScheduledExecutorService thread;
  private final Sources sources;
  private final Consumer<TrackerReport> sink;
  private final Map<TrackerDefinition, Tracker> running = new HashMap<>();

  /** How a tracker stood when somebody last said so. */
  public record Known(TrackerKind kind, String name, Sense sense) {}

  /** Where trackers know things from, each kind of them. */
  public record Sources(ScriptRun.Host scripts, FileWatch files, ProcessCensus processes) {}

  /** Nothing is watched yet; reports come on the thread. */
  public Trackers(ScheduledExecutorService thread, Sources sources, Consumer<TrackerReport> sink) {
    this.thread = thread;
    this.sources = sources;
    this.sink = sink;
  }

  /** Goes over to these, and returns at once. */
  public void watch(List<TrackerDefinition> definitions, List<Known> known) {
    thread.execute(() -> goOver(definitions, known));
  }

  private void goOver(List<TrackerDefinition> definitions, List<Known> known) {
    Set<TrackerDefinition> wanted = new HashSet<>(definitions);
    running.forEach((definition, tracker) -> {
      if (!wanted.contains(definition)) {
        tracker.stop();
      }
    });
    running.keySet().retainAll(wanted);
    for (var definition : definitions) {
      if (!running.containsKey(definition)) {
        var tracker = tracker(definition, sense(definition, known));
        running.put(definition, tracker);
        tracker.start();
      }
    }
  }

  private Tracker tracker(TrackerDefinition definition, Sense known) {
    return switch (definition) {
      case TrackerDefinition.Script script ->
          new ScriptTracker(script, sources.scripts(), thread, known, sink);
      case TrackerDefinition.NumberFile file ->
          new FileTracker(file, sources.files(), thread, known, sink);
      case TrackerDefinition.Processes processes ->
          new ProcessTracker(processes, sources.processes(), thread, known, sink);
    };
  }

  private static Sense sense(TrackerDefinition definition, List<Known> known) {
    for (var one : known) {
      if (one.kind() == definition.kind() && one.name().equals(definition.name())) {
        return one.sense();
      }
    }
    return Sense.UNWATCHED;
  }
}
