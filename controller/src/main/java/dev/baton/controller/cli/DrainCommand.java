package dev.baton.controller.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton drain}. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[list|show|plan|watch|abort]",
    description = {
      "Takes nodes out of service: their addresses are handed over to other nodes, and they stay"
          + " spares of last resort until `baton undrain`.",
      "",
      "Shows the plan, then each step as the log proves it. Ctrl-C stops watching; the drain goes"
          + " on.",
      "Exit codes: 0 drained, 4 refused, 5 deadline passed, 7 no controller."
    },
    subcommands = {
      DrainCommand.ListThem.class,
      DrainCommand.Show.class,
      DrainCommand.Plan.class,
      DrainCommand.Watch.class,
      DrainCommand.Abort.class,
      HelpCommand.class
    })
public final class DrainCommand extends Asking {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NODE", arity = "0..*", description = "The nodes, one after the other.")
  private List<String> nodes = List.of();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "MESSAGE",
      defaultValue = "",
      description = "Why; recorded with the drain. Required.")
  private String message = "";

  @Option(
      names = "--to",
      defaultValue = "",
      paramLabel = "NODE",
      description = "Who takes over (default: who would win the election).")
  private String to = "";

  @Option(
      names = "--deadline",
      defaultValue = "10m",
      paramLabel = "TIME",
      description = "Give up and undo after this (default: ${DEFAULT-VALUE}).")
  private String deadline = "";

  @Option(
      names = "--hold-ttl",
      defaultValue = "4h",
      paramLabel = "TIME",
      description = "The hold ends by itself after this (default: ${DEFAULT-VALUE}).")
  private String holdTtl = "";

  @Option(names = "--dry-run", description = "Only show the plan.")
  private boolean isDryRun;

  @Option(names = "--detach", description = "Do not watch.")
  private boolean isDetached;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask on a terminal.")
  private boolean isConfirmed;

  @Override
  int run() {
    if (nodes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which node? baton drain NODE -m MESSAGE");
    }
    if (message.isBlank() && !isDryRun) {
      throw new Failure(
          ExitCode.USAGE,
          "say why, for those who wonder later, with -m\nUsage: baton drain NODE... -m MESSAGE");
    }
    int exit = ExitCode.OK;
    for (String node : nodes) {
      exit = drain(node);
      if (exit != ExitCode.OK) {
        return exit;
      }
    }
    return exit;
  }

  private int drain(String node) {
    var plan = server().write("/drains", body(node, true));
    if (screen().isJson() && isDryRun) {
      screen().json(plan);
      return ExitCode.OK;
    }
    screen().line("drain " + node + ":");
    DrainProgress.plan(screen(), plan);
    if (isDryRun || !isAgreed()) {
      return ExitCode.OK;
    }
    var drain = server().write("/drains", body(node, false));
    var id = drain.path("id").asText();
    screen().line("drain " + id + " of " + node + " begins");
    return isDetached ? ExitCode.OK : new DrainProgress(server(), screen()).watch(id);
  }

  private Map<String, Object> body(String node, boolean isOnlyPlan) {
    var body = new LinkedHashMap<String, Object>();
    body.put("node", node);
    body.put("message", message.isBlank() ? "dry run" : message);
    body.put("deadline", deadline);
    body.put("holdTtl", holdTtl);
    body.put("dryRun", isOnlyPlan);
    if (!to.isEmpty()) {
      body.put("to", to);
    }
    return body;
  }

  private boolean isAgreed() {
    var terminal = Style.terminal();
    if (isConfirmed || terminal.isEmpty()) {
      return true;
    }
    var answer = terminal.get().readLine("Go on? [y/N] ");
    return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
  }

  /** {@code baton drain list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows all drains.")
  static final class ListThem extends Looking {
    @Override
    int run() {
      var list = look("/drains");
      if (screen().isJson()) {
        screen().json(list.path("items"));
      } else {
        Listings.drains(screen(), list);
        sayWhen(list);
      }
      return ExitCode.OK;
    }
  }

  /** {@code baton drain show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a drain with its proofs.")
  static final class Show extends Asking {
    @Parameters(paramLabel = "ID", description = "The drain.")
    private String id = "";

    @Override
    int run() {
      screen().json(server().read("/drains/" + id));
      return ExitCode.OK;
    }
  }

  /** {@code baton drain watch}. */
  @Command(
      name = "watch",
      mixinStandardHelpOptions = true,
      description = "Watches a drain until it stands still.")
  static final class Watch extends Asking {
    @Parameters(paramLabel = "ID", description = "The drain.")
    private String id = "";

    @Override
    int run() {
      return new DrainProgress(server(), screen()).watch(id);
    }
  }

  /** {@code baton drain plan}. */
  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = "Shows what a drain would do, or why it is refused.")
  static final class Plan extends Asking {
    @Parameters(paramLabel = "NODE", description = "The node.")
    private String node = "";

    @Override
    int run() {
      var body = Map.of("node", node, "message", "plan", "dryRun", true);
      var plan = server().write("/drains", body);
      if (screen().isJson()) {
        screen().json(plan);
      } else {
        screen().line("drain " + node + " would:");
        DrainProgress.plan(screen(), plan);
      }
      return ExitCode.OK;
    }
  }

  /** {@code baton drain abort}. */
  @Command(
      name = "abort",
      mixinStandardHelpOptions = true,
      description = "Stops a drain; the node gets its place back.")
  static final class Abort extends Asking {
    @Parameters(paramLabel = "ID", description = "The drain.")
    private String id = "";

    @Option(
        names = {"-m", "--message"},
        defaultValue = "",
        paramLabel = "MESSAGE",
        description = "Why.")
    private String message = "";

    @Override
    int run() {
      server().write("/drains/" + id + "/abort", Map.of("message", message));
      screen().line("drain " + id + " is aborted");
      return ExitCode.OK;
    }
  }
}
