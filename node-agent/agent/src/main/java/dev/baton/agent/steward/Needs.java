package dev.baton.agent.steward;

import dev.baton.agent.config.ConfigReading;
import java.util.List;

/** What configurations need of the host that they are for. */
@FunctionalInterface
public interface Needs {
  /**
   * What one configuration needs and the host has not, in words; what the one in force needs as
   * well is left out: it may have gone away, and a reload does not change that.
   */
  List<String> newlyMissing(ConfigReading inForce, ConfigReading next);
}
