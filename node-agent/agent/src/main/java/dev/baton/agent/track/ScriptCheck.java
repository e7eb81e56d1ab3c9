package dev.baton.agent.track;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.NodeScripts;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.ThisHost.Look;
import dev.baton.agent.config.TrackerDefinition.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Compares the scripts that a configuration names with what this host has. */
public final class ScriptCheck {
  private static final String NO_SAY = "; it is not run, and has no say in any priority or fault";
  private static final String NOT_TOLD = "; it is not run";

  private final ScriptUsers users = ScriptUsers.ofRoot();
  private final Sight sight;
  private final LinkedHashSet<String> warnings = new LinkedHashSet<>();
  private final LinkedHashSet<String> notes = new LinkedHashSet<>();

  /** What the one who looks can see. */
  interface Sight {
    /** Whether it is all that root sees of this program. */
    boolean isWhole(Path program);
  }

  private ScriptCheck(Sight sight) {
    this.sight = sight;
  }

  /** What cannot be run on this host, and why; asks programs of the host who users are. */
  public static Look run(AgentConfig config) {
    boolean isRoot = ScriptUsers.areRoot();
    return run(config, program -> isRoot || isOpen(program));
  }

  static Look run(AgentConfig config, Sight sight) {
    var check = new ScriptCheck(sight);
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
    return new Look(List.copyOf(check.warnings), List.copyOf(check.notes));
  }

  /** Whether no directory on the way, nor the program itself, is closed to us. */
  private static boolean isOpen(Path program) {
    for (Path at = program; at != null; at = at.getParent()) {
      if (Files.exists(at) && !Files.isExecutable(at)) {
        return false;
      }
    }
    return true;
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
      boolean isCertain =
          command.words().stream()
              .limit(1)
              .allMatch(program -> sight.isWhole(Path.of(program).toAbsolutePath()));
      if (isCertain) {
        warnings.add(what + ": " + reason + outcome);
      } else {
        notes.add(what + ": only root sees whether it can be run: as we see it, " + reason);
      }
    }
  }
}
