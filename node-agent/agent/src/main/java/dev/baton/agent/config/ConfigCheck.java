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
    return print(reading, file, new Page(out, false), new Page(err, false));
  }

  /**
   * The same with the {@code @id} lines of a configuration id, on a terminal that knows colours or
   * not.
   */
  public static int run(Path file, String configId, boolean isColoured) {
    return print(
        KeepalivedConf.read(file, configId),
        file.toString(),
        new Page(System.out, isColoured),
        new Page(System.err, isColoured));
  }

  private static int print(ConfigReading reading, String file, Page out, Page err) {
    List<InstanceConfig> instances = reading.config().instances();
    int notes = 0;
    for (InstanceConfig instance : instances) {
      var hooks = reading.config().notifications().of(instance.name());
      out.description(InstanceDescription.lines(instance, hooks, reading.positions()));
      List<String> regrets = Regrets.of(instance, reading.config());
      regrets.forEach(out::note);
      out.blank();
      notes += regrets.size();
    }
    for (SyncGroup group : reading.config().syncGroups()) {
      var hooks = reading.config().notifications().ofGroup(group.name());
      out.description(SyncGroupDescription.lines(group, hooks));
      out.blank();
    }
    var node = NodeDescription.lines(reading.config().globals());
    if (!node.isEmpty()) {
      out.description(node);
      out.blank();
    }
    reading.diagnostics().forEach(err::diagnostic);
    if (instances.isEmpty()) {
      err.error(file + ": error: there is no vrrp_instance in it that can be run");
      return UNUSABLE;
    }
    boolean isFine = reading.diagnostics().isEmpty();
    out.verdict(summary(reading, notes), isFine);
    return isFine ? FINE : USABLE_WITH_WARNINGS;
  }

  private static String summary(ConfigReading reading, int notes) {
    long errors =
        reading.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).count();
    long warnings = reading.diagnostics().size() - errors;
    return counted(reading.config().instances().size(), "instance")
        + ", "
        + counted(errors, "error")
        + ", "
        + counted(warnings, "warning")
        + ", "
        + counted(notes, "note")
        + "; hash "
        + reading.config().hash();
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
