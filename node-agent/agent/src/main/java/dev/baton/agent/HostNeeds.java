package dev.baton.agent;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.steward.Needs;
import dev.baton.agent.track.ScriptCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration that is to be reloaded needs of this host, and the one in force does not.
 */
final class HostNeeds implements Needs {
  @Override
  public List<String> newlyMissing(ConfigReading inForce, ConfigReading next) {
    var missing = new ArrayList<>(InterfaceCheck.newlyMissing(inForce, next, new HostLinks()));
    var scripts = new ArrayList<>(ScriptCheck.run(next.config()).warnings());
    scripts.removeAll(ScriptCheck.run(inForce.config()).warnings());
    missing.addAll(scripts);
    return List.copyOf(missing);
  }
}
