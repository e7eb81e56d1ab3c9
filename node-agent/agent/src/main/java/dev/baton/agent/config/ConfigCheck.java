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

  /** Prints the meaning and what is wrong, on a terminal that knows colours or not. */
  public static int run(ConfigReading reading, Path file, ThisHost host, boolean isColoured) {
    var out = new Page(System.out, isColoured);
    var err = new Page(System.err, isColoured);
    return print(reading, file.toString(), host, new Pages(out, err));
  }

  /** Prints the meaning to out and what is wrong to err; returns the exit code. */
  static int print(
      ConfigReading reading, String file, ThisHost host, PrintStream out, PrintStream err) {
    return print(reading, file, host, new Pages(new Page(out, false), new Page(err, false)));
  }

  private record Pages(Page out, Page err) {}

  private static int print(ConfigReading reading, String file, ThisHost host, Pages pages) {
    Page out = pages.out();
    Page err = pages.err();
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
    var node = NodeDescription.lines(reading.config());
    if (!node.isEmpty()) {
      out.description(node);
      out.blank();
    }
    reading.diagnostics().forEach(err::diagnostic);
    if (instances.isEmpty()) {
      boolean isRead = !reading.resolved().text().isEmpty() || !reading.hasErrors();
      if (isRead) {
        err.error(file + ": error: there is no vrrp_instance in it that can be run; add one");
      }
      return UNUSABLE;
    }
    var look = host.look(reading);
    look.warnings().forEach(warning -> err.ofHost(Severity.WARNING.text(), warning));
    look.notes().forEach(note -> err.ofHost("note", note));
    boolean isFine = reading.diagnostics().isEmpty() && look.warnings().isEmpty();
    out.verdict(summary(reading, look, notes + look.notes().size()), isFine);
    return isFine ? FINE : USABLE_WITH_WARNINGS;
  }

  private static String summary(ConfigReading reading, ThisHost.Look look, int notes) {
    long errors =
        reading.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).count();
    long warnings = reading.diagnostics().size() - errors + look.warnings().size();
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
