package dev.baton.controller.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Shows the nodes, and has them read their configuration again.",
    subcommands = {NodeCommand.ListThem.class, NodeCommand.Reload.class, HelpCommand.class})
public final class NodeCommand {
  /** {@code baton node list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the nodes.")
  static final class ListThem extends Looking {
    @Override
    int run() {
      var list = look("/nodes");
      if (screen().isJson()) {
        screen().json(list.path("items"));
      } else {
        Listings.nodes(screen(), list);
        sayWhen(list);
      }
      return ExitCode.OK;
    }
  }

  /** {@code baton node reload}. */
  @Command(
      name = "reload",
      mixinStandardHelpOptions = true,
      description = {
        "Has a node go over to what its keepalived.conf says now, as SIGHUP does.",
        "Any error in the file keeps all as it was."
      })
  static final class Reload extends Asking {
    @Parameters(paramLabel = "NODE", description = "The node.")
    private String node = "";

    @Option(
        names = {"-m", "--message"},
        defaultValue = "",
        paramLabel = "MESSAGE",
        description = "Recorded with it.")
    private String message = "";

    @Override
    int run() {
      var answer = server().write("/nodes/" + node + "/reload", Map.of("message", message));
      if (screen().isJson()) {
        screen().json(answer);
        return ExitCode.OK;
      }
      boolean isSame = answer.path("changes").isEmpty();
      screen().line(node + (isSame ? ": the configuration is the same" : ": in force"));
      answer.path("changes").forEach(change -> screen().line("  " + change.asText()));
      answer.path("warnings").forEach(warning -> screen().line("  " + warning.asText()));
      return ExitCode.OK;
    }
  }
}
