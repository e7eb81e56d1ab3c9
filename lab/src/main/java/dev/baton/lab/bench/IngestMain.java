package dev.baton.lab.bench;

import dev.baton.lab.bench.ingest.IngestBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton bench ingest}. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "A controller and the records of many simulated agents; needs no rights.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {IngestMain.Live.class, IngestMain.Backlog.class, IngestMain.Quiet.class})
final class IngestMain {
  private IngestMain() {}

  /** {@code baton bench ingest live}. */
  @Command(
      name = "live",
      mixinStandardHelpOptions = true,
      description = "Events at a steady pace, and how soon they are acknowledged.")
  static final class Live implements Callable<Integer> {
    @Option(
        names = "--agents",
        defaultValue = "1000",
        description = "Each with a connection (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(
        names = "--events",
        defaultValue = "50000",
        description = "In a second, of all agents together (default: ${DEFAULT-VALUE}).")
    private int eventsPerSecond;

    @Option(
        names = "--together",
        defaultValue = "5",
        description = "How many an agent has at a time (default: ${DEFAULT-VALUE}).")
    private int together;

    @Option(
        names = "--seconds",
        defaultValue = "60",
        description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
      new IngestBench(agents, System.out::println).live(eventsPerSecond, together, seconds);
      return 0;
    }
  }

  /** {@code baton bench ingest backlog}. */
  @Command(
      name = "backlog",
      mixinStandardHelpOptions = true,
      description = "What was written without a controller, offered as fast as it is taken.")
  static final class Backlog implements Callable<Integer> {
    @Option(
        names = "--agents",
        defaultValue = "1000",
        description = "Each with a connection (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(
        names = "--events",
        defaultValue = "2000",
        description = "Of each agent (default: ${DEFAULT-VALUE}).")
    private int eventsEach;

    @Override
    public Integer call() {
      new IngestBench(agents, System.out::println).backlog(eventsEach);
      return 0;
    }
  }

  /** {@code baton bench ingest quiet}. */
  @Command(
      name = "quiet",
      mixinStandardHelpOptions = true,
      description = "Agents that are connected and have little to say: memory.")
  static final class Quiet implements Callable<Integer> {
    @Option(
        names = "--agents",
        defaultValue = "10000",
        description = "Each with a connection (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(
        names = "--events",
        defaultValue = "12",
        description = "Of each agent, at the beginning (default: ${DEFAULT-VALUE}).")
    private int eventsEach;

    @Option(
        names = "--seconds",
        defaultValue = "60",
        description = "How long they stay connected (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
      new IngestBench(agents, System.out::println).quiet(eventsEach, seconds);
      return 0;
    }
  }
}
