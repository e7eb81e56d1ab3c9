package dev.baton.agent.engine;

import dev.baton.agent.config.AgentConfig;
import dev.baton.events.Subject;
import java.util.Map;

/**
 * What the instances are to do.
 *
 * @param subjects who each is, by its name
 * @param firstElectionNanos before which none takes part in an election
 */
public record Cast(
    AgentConfig config, Map<String, Subject.Instance> subjects, long firstElectionNanos) {
  /** Keeps a copy. */
  public Cast {
    subjects = Map.copyOf(subjects);
  }

  /** Who the instance of that name is. */
  Subject.Instance subject(String name) {
    var subject = subjects.get(name);
    if (subject == null) {
      throw new IllegalStateException(name + " has no subject: this is a bug");
    }
    return subject;
  }
}
