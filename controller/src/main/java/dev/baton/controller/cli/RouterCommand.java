package dev.baton.controller.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code baton vr}. */
@Command(
    name = "vr",
    mixinStandardHelpOptions = true,
    description = "Shows the virtual routers.",
    subcommands = {RouterCommand.ListThem.class, HelpCommand.class})
public final class RouterCommand {
  /** {@code baton vr list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the virtual routers.")
  static final class ListThem extends Looking {
    @Override
    int run() {
      var list = look("/virtual-routers");
      if (screen().isJson()) {
        screen().json(list.path("items"));
      } else {
        Listings.routers(screen(), list);
        sayWhen(list);
      }
      return ExitCode.OK;
    }
  }
}
