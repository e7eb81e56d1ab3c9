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

  /** {@code config.applied}: the whole of what is now in force. */
  record Applied(Sha256 hash, String file, List<InstanceSettings> instances, List<String> warnings)
      implements ConfigEvent {
    /** Keeps copies. */
    public Applied {
      instances = List.copyOf(instances);
      warnings = List.copyOf(warnings);
    }
  }

  /** {@code config.rejected}: the old one stays in force. */
  record Rejected(String file, List<String> errors) implements ConfigEvent {
    /** Keeps a copy. */
    public Rejected {
      errors = List.copyOf(errors);
    }
  }
}
