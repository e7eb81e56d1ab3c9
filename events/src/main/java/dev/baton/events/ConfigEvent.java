package dev.baton.events;

import java.util.List;

/** What happened to a node's configuration. */
public sealed interface ConfigEvent extends Event {
  /** What one instance is set to; no secrets. */
  record InstanceSettings(
      String name,
      Subject.Instance instance,
      int version,
      Priority basePriority,
      int intervalCentiseconds,
      boolean preempt,
      long preemptDelayMillis,
      List<String> addresses) {
    /** Keeps a copy. */
    public InstanceSettings {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * {@code config.applied}: what is now in force, the whole of it with the {@code config.continued}
   * that follow.
   *
   * @param changes what is other than before, in words; nothing at a start
   */
  record Applied(
      Sha256 hash,
      String file,
      List<InstanceSettings> instances,
      List<String> warnings,
      List<String> changes)
      implements ConfigEvent {
    /** Keeps copies. */
    public Applied {
      instances = List.copyOf(instances);
      warnings = List.copyOf(warnings);
      changes = List.copyOf(changes);
    }
  }

  /**
   * {@code config.continued}: more of the {@code config.applied} before it, whose instances or
   * warnings were too many for one record.
   */
  record Continued(Sha256 hash, List<InstanceSettings> instances, List<String> warnings)
      implements ConfigEvent {
    /** Keeps copies. */
    public Continued {
      instances = List.copyOf(instances);
      warnings = List.copyOf(warnings);
    }
  }

  /** {@code config.rejected}: the old one stays in force; one for each record full of errors. */
  record Rejected(String file, List<String> errors) implements ConfigEvent {
    /** Keeps a copy. */
    public Rejected {
      errors = List.copyOf(errors);
    }
  }
}
