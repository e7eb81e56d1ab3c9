package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.TrackerDefinition.Matching;
import dev.baton.agent.config.TrackerDefinition.Processes;
import java.util.List;
import java.util.Optional;

/** Reads {@code vrrp_track_process}. */
final class ProcessTrackerReader {
  static final Keywords WORDS =
      new Keywords("in vrrp_track_process")
          .read("process param_match weight quorum quorum_max")
          .read("fork_delay terminate_delay delay full_command");

  private static final Range DELAY_SECONDS = new Range(0, 3600);
  private static final Range LEAST = new Range(1, 65_535);
  private static final Range MOST = new Range(0, 65_535);

  private final Settings settings;
  private final Findings findings;
  private final WeightReader weight;

  ProcessTrackerReader(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
    this.weight = new WeightReader(TrackerKind.PROCESS.weights(), 0, false, findings);
  }

  Optional<Processes> read(String name) {
    weight.definition(settings);
    List<String> command = command();
    Matching matching = matching(command);
    int quorum = settings.integer("quorum", LEAST, 1);
    int most = most(quorum);
    // Without a quorum of its own, 0 at most means that there has to be none.
    int least = Math.min(quorum, most);
    long delay = settings.nanos("delay", DELAY_SECONDS, 0);
    long fork = settings.nanos("fork_delay", DELAY_SECONDS, delay);
    long terminate = settings.nanos("terminate_delay", DELAY_SECONDS, delay);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Processes(name, command, matching, least, most, fork, terminate));
  }

  private List<String> command() {
    if (!settings.has("process")) {
      return List.of();
    }
    return settings.all("process").getLast().arguments().stream().map(Word::text).toList();
  }

  private Matching matching(List<String> command) {
    boolean hasParameters = command.size() > 1;
    if (!settings.has("param_match")) {
      boolean full = settings.flag("full_command", false);
      return full || hasParameters ? Matching.COMMAND_LINE : Matching.NAME;
    }
    String given = settings.word("param_match", "");
    if (!given.equals("initial") && !given.equals("partial")) {
      findings.warn(
          settings.at("param_match"),
          "param_match is '%s', allowed is initial or partial; it is read over: correct it"
              .formatted(given));
      return hasParameters ? Matching.COMMAND_LINE : Matching.NAME;
    }
    if (!hasParameters) {
      return Matching.COMMAND_LINE;
    }
    return given.equals("partial") ? Matching.FIRST_PARAMETERS : Matching.BEGINNING;
  }

  /** None means no limit. */
  private int most(int least) {
    int most = settings.integer("quorum_max", MOST, Integer.MAX_VALUE);
    if (most >= least || (most == 0 && !settings.has("quorum"))) {
      return most;
    }
    findings.warn(
        settings.at("quorum_max"),
        "quorum_max is %d and below quorum, which is %d; it is read over: raise it"
            .formatted(most, least));
    return Integer.MAX_VALUE;
  }

  int weight() {
    return weight.weight();
  }

  boolean reverse() {
    return weight.reverse();
  }
}
