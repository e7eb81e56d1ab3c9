package dev.baton.events.tool;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code baton log}: looks into the log of an agent or a controller. */
@Command(
    name = "baton log",
    description = "Looks into the log of an agent or a controller, also while it runs; repairs it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DumpCommand.class,
      LogSummaryCommand.class,
      VerifyCommand.class,
      CheckpointCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      RepairCommand.class
    })
public final class LogMain {
  private LogMain() {}

  /** Exits with 0 for a sound log, 1 for a damaged or missing one, 2 for wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The same for a program that reads what is printed; gives the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine().setOut(out).setErr(err).execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new LogMain());
  }
}
