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
  private final ScriptRun.Host host;
  private final Consumer<TrackerReport> sink;
  private final Map<TrackerDefinition, Tracker> running = new HashMap<>();

  /** How a tracker stood when somebody last said so. */
  public record Known(TrackerKind kind, String name, boolean isUp) {}

  /** Nothing is watched yet; reports come on the thread. */
  public Trackers(
      ScheduledExecutorService thread, ScriptRun.Host host, Consumer<TrackerReport> sink) {
    this.thread = thread;
    this.host = host;
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
      case TrackerDefinition.Script script -> new ScriptTracker(script, host, thread, known, sink);
      case TrackerDefinition.NumberFile file -> throw notWatched(file);
      case TrackerDefinition.Processes processes -> throw notWatched(processes);
    };
  }

  private static IllegalStateException notWatched(TrackerDefinition definition) {
    return new IllegalStateException(definition.name() + " is not read: this is a bug");
  }

  private static Sense sense(TrackerDefinition definition, List<Known> known) {
    for (var one : known) {
      if (one.kind() == definition.kind() && one.name().equals(definition.name())) {
        return one.isUp() ? Sense.UP : Sense.DOWN;
      }
    }
    return Sense.UNWATCHED;
  }
}
