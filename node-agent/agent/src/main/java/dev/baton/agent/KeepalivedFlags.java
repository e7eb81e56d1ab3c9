package dev.baton.agent;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The options of keepalived's own command line, so that a unit file that started it can start the
 * agent: what has a meaning here is done, what asks for what the agent does anyway is taken, and of
 * the rest is said that it does nothing.
 */
final class KeepalivedFlags {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int CANNOT_RUN = 3;
  private static final int RUNS_WITH_CHANGES = 4;

  private static final String STOP = "STOP";
  private static final int SIGTERM = 15;

  @Option(
      names = {"-i", "--config-id"},
      paramLabel = "ID",
      description = "which @ID lines apply (default: the host's short name)")
  List<String> configIds = List.of();

  @Option(
      names = {"-t", "--config-test"},
      paramLabel = "LOG",
      arity = "0..1",
      fallbackValue = "-",
      description = "only check the configuration: exit 0 fine, 3 cannot run, 4 runs with changes")
  List<String> configTests = List.of();

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "FILE",
      description = "where to write the agent's process id")
  List<Path> pidFiles = List.of();

  @Option(
      names = "--signum",
      paramLabel = "WHAT",
      description =
          "print the number of the signal for STOP, RELOAD, DATA, STATS, STATS_CLEAR, JSON or"
              + " TDATA, and end")
  List<String> signalNames = List.of();

  @Option(
      names = {"-s", "--namespace"},
      paramLabel = "NAME",
      description = "the network namespace to run in (default: net_namespace of the file, or ours)")
  List<String> namespaces = List.of();

  @Option(
      names = {"-e", "--all-config"},
      description = "a file that is included and missing is an error, and nothing is started")
  List<Boolean> needsAll = List.of();

  @Option(
      names = {"-T", "--genhash"},
      description = "not here: genhash is a program of keepalived's own")
  List<Boolean> genhash = List.of();

  @Option(
      names = {"-n", "--dont-fork", "-l", "--log-console", "-D", "--log-detail", "-P", "--vrrp"},
      description = "as the agent does anyway: foreground, console, details, VRRP alone")
  void takesWhatItDoes(List<Boolean> given) {}

  @Option(
      names = {"-G", "--no-syslog", "-X", "--release-vips", "-B", "--no_bfd", "--no-mem-check"},
      description = "as the agent does anyway")
  void takesWhatItLeaves(List<Boolean> given) {}

  @Option(
      names = {"-d", "--dump-conf"},
      description = "does nothing; see baton config check")
  private List<Boolean> dumps = List.of();

  @Option(
      names = {"-S", "--log-facility"},
      paramLabel = "N",
      description = "does nothing: the agent prints")
  private List<String> facilities = List.of();

  @Option(
      names = {"-R", "--dont-respawn"},
      description = "does nothing: a dead engine is always started again")
  private List<Boolean> dontRespawn = List.of();

  @Option(
      names = {"-V", "--dont-release-vrrp"},
      description = "does nothing: addresses are taken away at the end")
  private List<Boolean> dontRelease = List.of();

  @Option(
      names = {"-C", "--check", "-I", "--dont-release-ipvs", "-a", "--address-monitoring"},
      description = "does nothing: IPVS is not managed")
  private List<Boolean> balancing = List.of();

  @Option(
      names = {"-r", "--vrrp_pid", "-c", "--checkers_pid", "-b", "--bfd_pid"},
      paramLabel = "FILE",
      description = "does nothing: there are no such processes")
  private List<Path> otherPidFiles = List.of();

  @Option(
      names = {"-x", "--snmp"},
      description = "does nothing: there is no SNMP agent")
  private List<Boolean> snmp = List.of();

  @Option(
      names = {"-A", "--snmp-agent-socket"},
      paramLabel = "FILE",
      description = "does nothing: there is no SNMP agent")
  private List<String> snmpSockets = List.of();

  @Option(
      names = {"-m", "--core-dump"},
      description = "does nothing: the machine for Java has its own core dumps")
  private List<Boolean> coreDumps = List.of();

  @Option(
      names = {"-M", "--core-dump-pattern"},
      paramLabel = "PATTERN",
      arity = "0..1",
      fallbackValue = "core",
      description = "does nothing: the machine for Java has its own core dumps")
  private List<String> corePatterns = List.of();

  @Option(
      names = {"--perf", "--debug"},
      arity = "0..1",
      fallbackValue = "all",
      description = "does nothing: made for those who work on keepalived")
  private List<String> inspections = List.of();

  @Option(
      names = {"-u", "--umask"},
      paramLabel = "MASK",
      description = "does nothing; see umask in global_defs")
  private List<String> umasks = List.of();

  @Option(
      names = "--all",
      description = "does nothing: the same processes run whatever the file has")
  private List<Boolean> all = List.of();

  /** What was asked for and will not happen. */
  List<String> ignored() {
    return Stream.of(
            given(dumps, "-d (see baton config check)"),
            given(facilities, "-S (the agent prints; journald keeps it)"),
            given(dontRespawn, "-R (a dead engine is always started again)"),
            given(dontRelease, "-V (addresses are taken away at the end)"),
            given(balancing, "-C, -I or -a (IPVS is not managed)"),
            given(snmp, "-x (there is no SNMP agent)"),
            given(snmpSockets, "-A (there is no SNMP agent)"),
            given(coreDumps, "-m (the machine for Java has its own core dumps)"),
            given(corePatterns, "-M (/proc/sys/kernel/core_pattern stays as it is)"),
            given(inspections, "--perf or --debug (made for those who work on keepalived)"),
            given(umasks, "-u (see umask in global_defs)"),
            given(all, "--all (the same processes run whatever the file has)"),
            given(otherPidFiles, "-r, -c or -b (there are no such processes)"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> given(List<?> values, String what) {
    return values.isEmpty() ? List.of() : List.of(what);
  }

  /** Prints the number of a signal; the exit code. */
  static int printSignal(String name, PrintStream out, PrintStream err) {
    var names = new ArrayList<>(List.of(STOP));
    for (var request : Request.values()) {
      names.add(request.name());
    }
    if (!names.contains(name)) {
      err.println(
          "--signum %s: there is no such signal; allowed are %s"
              .formatted(name, String.join(", ", names)));
      return FAILED;
    }
    out.println(name.equals(STOP) ? SIGTERM : Request.valueOf(name).number());
    return FINE;
  }

  /** Says what is wrong with a configuration, there or in a file; the exit code. */
  static int test(ConfigReading reading, String log, PrintStream err) {
    var lines = reading.diagnostics().stream().map(Diagnostic::toString).toList();
    if (log.equals("-")) {
      lines.forEach(err::println);
    } else {
      try {
        Files.write(Path.of(log), lines);
      } catch (IOException e) {
        err.println("cannot write " + log + ": " + e.getMessage());
        return FAILED;
      }
    }
    if (reading.config().instances().isEmpty()) {
      return CANNOT_RUN;
    }
    return reading.diagnostics().stream().allMatch(Diagnostic::isAboutUs)
        ? FINE
        : RUNS_WITH_CHANGES;
  }

  /** Writes our process id down, until we end. */
  void writePid() throws IOException {
    for (var file : pidFiles) {
      new PidFile(file).write();
    }
  }

  /** Which running agent one of the files names, in words: one, or none. */
  List<String> runningAgent() {
    return pidFiles.stream()
        .flatMap(file ->
            new PidFile(file)
                .runningAgent().stream()
                    .map(pid ->
                        "an agent is running already, pid %d, as %s says; stop it first"
                            .formatted(pid, file)))
        .limit(1)
        .toList();
  }
}
