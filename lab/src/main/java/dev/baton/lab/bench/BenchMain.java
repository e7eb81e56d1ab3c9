package dev.baton.lab.bench;

import dev.baton.lab.bench.log.LogBench;
import dev.baton.lab.bench.log.RestartBench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton bench}: measures Baton beside what it is compared with. */
@Command(
    name = "baton bench",
    mixinStandardHelpOptions = true,
    description = "Measures Baton beside what it is compared with: keepalived, plain files.",
    subcommands = {
      BenchMain.Failover.class,
      BenchMain.Load.class,
      BenchMain.Log.class,
      BenchMain.Restart.class,
      IngestMain.class
    })
public final class BenchMain {

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchMain()).execute(arguments));
  }

  /** {@code baton bench failover}. */
  @Command(
      name = "failover",
      mixinStandardHelpOptions = true,
      description =
          "How late the Backup takes over after Active_Down_Interval, when the Active's cable is"
              + " cut: by the kernel's time stamps of the adverts on the bridge.")
  static final class Failover implements Callable<Integer> {
    @Option(
        names = "--intervals-ms",
        split = ",",
        defaultValue = "1000,100,10",
        description = "Advertisement intervals (default: ${DEFAULT-VALUE}).")
    private List<Integer> intervalsMillis = List.of();

    @Option(
        names = "--rounds",
        defaultValue = "5",
        description = "Cuts for each interval (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
        names = "--routers",
        defaultValue = "10",
        description = "Virtual routers of each pair (default: ${DEFAULT-VALUE}).")
    private int routers;

    @Override
    public Integer call() {
      FailoverBench.run(intervalsMillis, rounds, routers, System.out::println);
      return 0;
    }
  }

  /** {@code baton bench load}. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "CPU time for each advert sent and received, and memory.")
  static final class Load implements Callable<Integer> {
    @Option(
        names = "--instances",
        defaultValue = "1000",
        description = "Instances on each of the two hosts (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
        names = "--interval-ms",
        defaultValue = "100",
        description = "Their advertisement interval (default: ${DEFAULT-VALUE}).")
    private int intervalMillis;

    @Option(
        names = "--seconds",
        defaultValue = "20",
        description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
      new LoadBench(instances, intervalMillis, seconds, System.out::println).run();
      return 0;
    }
  }

  /** {@code baton bench log}. */
  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "The event log beside a plain file and a bare queue; needs no rights.")
  static final class Log implements Callable<Integer> {
    @Option(
        names = "--events",
        defaultValue = "1000000",
        description = "How many to write and read (default: ${DEFAULT-VALUE}).")
    private int events;

    @Override
    public Integer call() {
      new LogBench(events, System.out::println).run();
      return 0;
    }
  }

  /** {@code baton bench restart}. */
  @Command(
      name = "restart",
      mixinStandardHelpOptions = true,
      description =
          "A controller's start on a long log, with a snapshot and without, and looks back; needs"
              + " no rights.")
  static final class Restart implements Callable<Integer> {
    @Option(
        names = "--events",
        defaultValue = "10000000",
        description = "How many stand in the log (default: ${DEFAULT-VALUE}).")
    private int events;

    @Override
    public Integer call() {
      new RestartBench(events, System.out::println).run();
      return 0;
    }
  }
}
