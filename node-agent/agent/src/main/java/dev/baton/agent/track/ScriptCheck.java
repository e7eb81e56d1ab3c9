package dev.baton.agent.track;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.NodeScripts;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.TrackerDefinition.Script;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Compares the scripts that a configuration names with what this host has. */
public final class ScriptCheck {
  private static final String NO_SAY = "; it is not run, and has no say in any priority or fault";
  private static final String NOT_TOLD = "; it is not run";

  private final ScriptUsers users = new ScriptUsers();
  private final LinkedHashSet<String> found = new LinkedHashSet<>();

  private ScriptCheck() {}

  /** What cannot be run on this host, and why; asks programs of the host who users are. */
  public static List<String> run(AgentConfig config) {
    var check = new ScriptCheck();
    config
        .trackers()
        .forEach(tracker -> {
          if (tracker instanceof Script script) {
            check.one("vrrp_script " + script.name(), script.command(), NO_SAY);
          }
        });
    config
        .instances()
        .forEach(instance ->
            check.hooks(
                "vrrp_instance " + instance.name(), config.notifications().of(instance.name())));
    config
        .notifications()
        .groups()
        .forEach(group -> check.hooks("vrrp_sync_group " + group.name(), group.hooks()));
    check.node(config.globals().scripts());
    return List.copyOf(check.found);
  }

  private void hooks(String whose, Hooks hooks) {
    var commands = new ArrayList<>(hooks.byState().values());
    commands.addAll(hooks.onEvery());
    commands.forEach(command -> one("a notify script of " + whose, command, NOT_TOLD));
  }

  private void node(NodeScripts scripts) {
    scripts.startup().forEach(script -> one("startup_script", script.command(), NOT_TOLD));
    scripts.shutdown().forEach(script -> one("shutdown_script", script.command(), NOT_TOLD));
  }

  private void one(String what, ScriptCommand command, String outcome) {
    if (ScriptFile.of(command, users.prefix(command.user()))
        instanceof ScriptFile.Unusable(String reason)) {
      found.add(what + ": " + reason + outcome);
    }
  }
}
