package dev.baton.agent.dump;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.link.AdvertCounts;
import dev.baton.events.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Writes the files, each in one step and readable by its owner alone. */
public final class StateFiles {
  private final Standings standings;

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

  /** Writes one; what came of it, in words. */
  public String write(Kind kind, Scene scene) {
    var dumps = scene.config().globals().dumps();
    var instances = portraits(scene);
    return switch (kind) {
      case STATE -> put(dumps.state(), TextDump.state(instances));
      case COUNTS -> put(dumps.counts(), TextDump.counts(instances));
      case JSON -> put(dumps.json(), JsonDump.of(instances, dumps.jsonVersion()));
    };
  }

  private List<Portrait> portraits(Scene scene) {
    return scene.config().instances().stream()
        .map(instance -> {
          var subject = scene.subjects().get(instance.name());
          if (subject == null) {
            throw new IllegalStateException(instance.name() + " has no subject: this is a bug");
          }
          var hooks = scene.config().notifications().of(instance.name());
          var counts =
              scene.counts().isEmpty()
                  ? Map.<AdvertCounts.Counter, Long>of()
                  : AdvertCounts.read(scene.counts().getFirst(), subject);
          return new Portrait(instance, hooks, standings.of(subject), counts);
        })
        .toList();
  }

  /** Under a new name first: no link that stands at the old one is ever followed. */
  private static String put(Path file, String text) {
    try {
      var fresh = Files.createTempFile(file.resolveSibling(""), ".keepalived-", ".new");
      try {
        Files.writeString(fresh, text);
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
