package dev.baton.controller.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code baton node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Shows the nodes.",
    subcommands = {NodeCommand.ListThem.class, HelpCommand.class})
public final class NodeCommand {
  /** {@code baton node list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the nodes.")
  static final class ListThem extends Asking {
    @Override
    int run() {
      var list = server().read("/nodes");
      if (screen().isJson()) {
        screen().json(list.path("items"));
      } else {
        Listings.nodes(screen(), list);
      }
      return ExitCode.OK;
    }
  }
}
