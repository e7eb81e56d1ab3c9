package dev.baton.agent.dump;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.SyncGroup;
import dev.baton.agent.config.TrackerDefinition;
import dev.baton.agent.dump.Counts.Count;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.events.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands in the files, from what is known when one is asked for. */
public final class StateFiles {
  private final Standings standings;

  /** The counts of an instance when somebody last had them cleared. */
  private final Map<Subject, Map<Count, Long>> cleared = new HashMap<>();

  private long clearedRun;

  /** Tells what the fold knows at the time. */
  public StateFiles(Standings standings) {
    this.standings = standings;
  }

  /** Which file is asked for. */
  public enum Kind {
    /** The state as text. */
    STATE,
    /** The counts as text. */
    COUNTS,
    /** The counts as text, which begin at zero again afterwards. */
    COUNTS_CLEAR,
    /** Both as JSON. */
    JSON
  }

  /**
   * What a dump tells of.
   *
   * @param subjects who each instance is, by its name
   * @param counts where the living engine counts: none or one
   */
  public record Scene(
      AgentConfig config, Map<String, Subject.Instance> subjects, List<Path> counts) {
    /** Takes copies. */
    public Scene {
      subjects = Map.copyOf(subjects);
      counts = List.copyOf(counts);
    }
  }

  /** A file that is to be written. */
  public record Text(Path file, String text, Set<PosixFilePermission> mode) {
    /** Takes a copy. */
    public Text {
      mode = Set.copyOf(mode);
    }

    /**
     * Writes it in one step, under a new name first: nobody reads half of it, and no link that
     * stands at the old name is ever followed. What came of it, in words.
     */
    public String write() {
      try {
        var fresh = Files.createTempFile(file.resolveSibling(""), ".keepalived-", ".new");
        try {
          Files.writeString(fresh, text);
          Files.setPosixFilePermissions(fresh, mode);
          Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(fresh);
        }
        return "wrote " + file;
      } catch (IOException e) {
        return "cannot write " + file + ": " + e;
      }
    }
  }

  /** What one says now; of the state there are two, as keepalived has two processes. */
  public List<Text> texts(Kind kind, Scene scene) {
    var dumps = scene.config().globals().dumps();
    var instances = portraits(scene);
    var mode = dumps.permissions();
    var texts =
        switch (kind) {
          case STATE ->
              List.of(
                  new Text(dumps.state(), state(scene, instances), mode),
                  new Text(dumps.parentState(), GlobalText.ofParent(scene.config()), mode));
          case COUNTS, COUNTS_CLEAR ->
              List.of(new Text(dumps.counts(), CountsText.of(instances), mode));
          case JSON ->
              List.of(new Text(dumps.json(), JsonDump.of(instances, dumps.jsonVersion()), mode));
        };
    if (kind == Kind.COUNTS_CLEAR) {
      clear(scene, instances);
    }
    return texts;
  }

  private String state(Scene scene, List<Portrait> instances) {
    var config = scene.config();
    long unknownVrids = scene.counts().stream().mapToLong(AdvertCounts::unknownVrids).sum();
    return GlobalText.of(config, unknownVrids)
        + InstanceText.of(instances)
        + SurroundingsText.of(config, instances, standings);
  }

  private void clear(Scene scene, List<Portrait> instances) {
    clearedRun = standings.runs();
    for (var portrait : instances) {
      cleared.put(subject(scene, portrait.config()), Counts.whole(portrait));
    }
  }

  private static Subject.Instance subject(Scene scene, InstanceConfig instance) {
    var subject = scene.subjects().get(instance.name());
    if (subject == null) {
      throw new IllegalStateException(instance.name() + " has no subject: this is a bug");
    }
    return subject;
  }

  private List<Portrait> portraits(Scene scene) {
    if (clearedRun != standings.runs()) {
      cleared.clear();
    }
    return scene.config().instances().stream().map(instance -> portrait(scene, instance)).toList();
  }

  private Portrait portrait(Scene scene, InstanceConfig instance) {
    var subject = subject(scene, instance);
    Hooks hooks = scene.config().notifications().of(instance.name());
    var counts =
        scene.counts().isEmpty()
            ? Map.<AdvertCounts.Counter, Long>of()
            : AdvertCounts.read(scene.counts().getFirst(), subject);
    var told = new Portrait.Told(counts, cleared.getOrDefault(subject, Map.of()));
    return new Portrait(
        instance, hooks, standings.of(subject), told, company(scene.config(), instance));
  }

  private static Portrait.Company company(AgentConfig config, InstanceConfig instance) {
    var groups =
        config.syncGroups().stream()
            .filter(group -> group.members().contains(instance.name()))
            .map(SyncGroup::name)
            .toList();
    var scripts = new ArrayList<String>();
    var processes = new ArrayList<String>();
    for (var tracked : instance.trackers()) {
      for (var definition : config.trackers()) {
        if (definition.kind() == tracked.kind() && definition.name().equals(tracked.name())) {
          switch (definition) {
            case TrackerDefinition.Script script -> scripts.add(Words.script(script.command()));
            case TrackerDefinition.Processes watched -> processes.add(watched.name());
            case TrackerDefinition.NumberFile file -> {}
          }
        }
      }
    }
    return new Portrait.Company(groups, scripts, processes);
  }
}
