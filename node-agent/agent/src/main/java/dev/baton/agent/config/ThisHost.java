package dev.baton.agent.config;

import java.util.List;

/** What the host where a configuration is checked has to say about it. */
public interface ThisHost {
  /** Looks at what is in the way of a configuration here. */
  Look look(ConfigReading reading);

  /**
   * What was seen.
   *
   * @param warnings what is in the way, and what to do about it
   * @param notes what could not be seen, and why
   */
  record Look(List<String> warnings, List<String> notes) {
    /** Takes copies. */
    public Look {
      warnings = List.copyOf(warnings);
      notes = List.copyOf(notes);
    }
  }
}
