package dev.baton.agent.config;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code baton config check}: what a configuration means, in words, and what is wrong with it. */
public final class ConfigCheck {
  /** All is used as it is written. */
  public static final int FINE = 0;

  /** Nothing can be run. */
  public static final int UNUSABLE = 1;

  /** Something runs, but not all of it as it is written. */
  public static final int USABLE_WITH_WARNINGS = 8;

  private ConfigCheck() {}

  /** Prints the meaning to out and the diagnostics to err; returns the exit code. */
  public static int run(Path file, PrintStream out, PrintStream err) {
    return print(KeepalivedConf.read(file), file.toString(), out, err);
  }

  static int print(ConfigReading reading, String file, PrintStream out, PrintStream err) {
    List<InstanceConfig> instances = reading.config().instances();
    for (InstanceConfig instance : instances) {
      var hooks = reading.config().notifications().of(instance.name());
      InstanceDescription.lines(instance, hooks, reading.positions()).forEach(out::println);
      out.println();
    }
    reading.diagnostics().forEach(err::println);
    if (instances.isEmpty()) {
      err.println(file + ": error: there is no vrrp_instance in it that can be run");
      return UNUSABLE;
    }
    out.println(summary(reading));
    return reading.diagnostics().isEmpty() ? FINE : USABLE_WITH_WARNINGS;
  }

  private static String summary(ConfigReading reading) {
    long errors =
        reading.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).count();
    long warnings = reading.diagnostics().size() - errors;
    return counted(reading.config().instances().size(), "instance")
        + ", "
        + counted(errors, "error")
        + ", "
        + counted(warnings, "warning")
        + "; hash "
        + reading.config().hash();
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
