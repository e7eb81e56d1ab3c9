package dev.baton.controller;

import dev.baton.controller.cli.DrainCommand;
import dev.baton.controller.cli.EventsCommand;
import dev.baton.controller.cli.FailoverCommand;
import dev.baton.controller.cli.NodeCommand;
import dev.baton.controller.cli.RouterCommand;
import dev.baton.controller.cli.StatusCommand;
import dev.baton.controller.cli.UndrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The controller's command line: the controller itself, and the commands that ask one. */
@Command(
    name = "baton",
    description = "An event-sourced VRRP cluster.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ControllerCommand.class,
      StatusCommand.class,
      DrainCommand.class,
      UndrainCommand.class,
      NodeCommand.class,
      RouterCommand.class,
      FailoverCommand.class,
      EventsCommand.class,
      CommandLine.HelpCommand.class
    })
public final class ControllerMain {
  private ControllerMain() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    quietLibraries();
    int exit = commandLine().execute(arguments);
    if (exit != ControllerCommand.RUNNING) {
      System.exit(exit);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new ControllerMain()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Vert.x and Netty log through slf4j; people want our words, and only their errors. */
  private static void quietLibraries() {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
  }
}
