package dev.baton.controller.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code baton failover}. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    description = "Shows when addresses moved, and why.",
    subcommands = {FailoverCommand.ListThem.class, HelpCommand.class})
public final class FailoverCommand {
  /** {@code baton failover list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows when addresses moved, and why.")
  static final class ListThem extends Looking {
    @Override
    int run() {
      var list = look("/failovers?limit=100");
      if (screen().isJson()) {
        screen().json(list.path("items"));
      } else {
        Listings.failovers(screen(), list);
        sayWhen(list);
      }
      return ExitCode.OK;
    }
  }
}
