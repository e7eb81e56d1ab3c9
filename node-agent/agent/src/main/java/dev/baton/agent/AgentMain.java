package dev.baton.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code baton agent} and {@code baton config}. */
@Command(
    name = "baton",
    description = "The agent of an event-sourced VRRP cluster.",
    mixinStandardHelpOptions = true,
    subcommands = {AgentCommand.class, ConfigCommand.class})
public final class AgentMain {
  private AgentMain() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new AgentMain()).execute(args));
  }
}
