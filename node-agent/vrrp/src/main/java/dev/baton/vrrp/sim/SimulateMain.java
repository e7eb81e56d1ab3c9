package dev.baton.vrrp.sim;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton simulate}: runs trials of the protocol in virtual time. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Runs the protocol in the deterministic simulator; the same seed, the same run.")
public final class SimulateMain implements Callable<Integer> {
  private static final long PROGRESS_EVERY = 100;

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

  /** Runs the command line; the exit code is 0 if every invariant held, 1 if not. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulateMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    long failures = 0;
    for (long done = 1; done <= count; done++) {
      var verdict = Trial.run(seed + done - 1);
      boolean failed = verdict instanceof Verdict.Failed;
      failures += failed ? 1 : 0;
      if (failed || count == 1) {
        out.println(verdict.line());
      }
      if (verdict instanceof Verdict.Failed(long failedSeed, String what, var trace)) {
        trace.forEach(line -> out.println("  " + line));
      }
      if (count > 1 && (done % PROGRESS_EVERY == 0 || done == count)) {
        out.printf("%d of %d trials, %d failed%n", done, count, failures);
      }
      out.flush();
    }
    return failures == 0 ? 0 : 1;
  }
}
