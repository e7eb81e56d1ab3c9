package dev.baton.vrrp.sim;

import dev.baton.vrrp.VirtualRouter;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton simulate}: runs trials of the protocol in virtual time. */
@Command(
    name = "baton simulate",
    mixinStandardHelpOptions = true,
    description = "Runs the protocol in the deterministic simulator; the same seed, the same run.")
public final class SimulateMain implements Callable<Integer> {
  private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;
  private static final double HOUR_NANOS = 3_600e9;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "The seed of the first trial.")
  private long seed;

  @Option(
      names = "--count",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many trials to run, with the seeds from S on (default: 1).")
  private long count;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STEP",
      description = "Play only these steps of the trial, as a failure names them.")
  private Set<Integer> only = new TreeSet<>();

  private double simulatedNanos;
  private long failureCount;

  /** Runs the command line; the exit code is 0 if every invariant held, 1 if not. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulateMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--count is " + count + ", allowed is 1 or more");
    }
    var out = spec.commandLine().getOut();
    long beganAtNanos = System.nanoTime();
    long saidAtNanos = beganAtNanos;
    for (long done = 1; done <= count; done++) {
      run(seed + done - 1, out);
      long now = System.nanoTime();
      if (count > 1 && (done == count || now - saidAtNanos >= PROGRESS_EVERY_NANOS)) {
        saidAtNanos = now;
        out.println(progress(done, now - beganAtNanos));
      }
      out.flush();
    }
    return failureCount == 0 ? 0 : 1;
  }

  private String progress(long done, long tookNanos) {
    double seconds = tookNanos / 1e9;
    return "%d of %d trials, %d failed; %.1f trials/s, %.2f simulated hours per second"
        .formatted(
            done, count, failureCount, done / seconds, simulatedNanos / HOUR_NANOS / seconds);
  }

  private void run(long trial, PrintWriter out) {
    switch (Trial.run(trial, VirtualRouter::on, only)) {
      case Verdict.Passed passed -> {
        simulatedNanos += passed.simulatedNanos();
        if (count == 1) {
          out.println(passed.line());
        }
      }
      case Verdict.Failed failed -> {
        failureCount++;
        var shortest = only.isEmpty() ? Shrinker.shrink(failed, VirtualRouter::on) : failed;
        out.println(failed.line());
        if (!shortest.equals(failed)) {
          out.println("shrunk: " + shortest.line());
        }
        shortest.trace().forEach(line -> out.println("  " + line));
      }
    }
  }
}
