package dev.baton.agent.dump;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.SyncGroup;
import dev.baton.agent.config.Tracked;
import dev.baton.agent.config.TrackerDefinition;
import dev.baton.agent.config.TrackerKind;
import dev.baton.events.InstanceState;
import java.util.List;
import java.util.stream.Collectors;

/** The groups that instances are in and the trackers that they have, as keepalived writes them. */
final class SurroundingsText {
  private final AgentConfig config;
  private final Standings standings;

  private SurroundingsText(AgentConfig config, Standings standings) {
    this.config = config;
    this.standings = standings;
  }

  static String of(AgentConfig config, List<Portrait> instances, Standings standings) {
    var texts = new SurroundingsText(config, standings);
    String groups =
        config.syncGroups().stream()
            .map(group -> group(group, instances))
            .collect(Collectors.joining());
    return section("VRRP Sync groups", groups)
        + section("VRRP Scripts", texts.trackers(TrackerKind.SCRIPT))
        + section("VRRP Track files", texts.trackers(TrackerKind.FILE))
        + section("VRRP Track processes", texts.trackers(TrackerKind.PROCESS));
  }

  private static String section(String title, String text) {
    return text.isEmpty() ? "" : "------< " + title + " >------\n" + text;
  }

  /** All members of a group stand alike, but for the moments in between. */
  private static String group(SyncGroup group, List<Portrait> instances) {
    var states =
        instances.stream()
            .filter(instance -> group.members().contains(instance.config().name()))
            .map(instance -> instance.standing().state())
            .toList();
    var state =
        states.contains(InstanceState.FAULT)
            ? InstanceState.FAULT
            : states.isEmpty() ? InstanceState.INITIALIZE : states.getFirst();
    return " VRRP Sync Group = %s, %s\n   VRRP member instances :\n"
            .formatted(group.name(), Words.state(state))
        + group.members().stream()
            .map(member -> "     " + member + "\n")
            .collect(Collectors.joining());
  }

  private String trackers(TrackerKind kind) {
    return config.trackers().stream()
        .filter(tracker -> tracker.kind() == kind)
        .map(tracker -> text(tracker) + tracking(tracker) + last(tracker))
        .collect(Collectors.joining());
  }

  private String text(TrackerDefinition tracker) {
    return switch (tracker) {
      case TrackerDefinition.Script script -> script(script);
      case TrackerDefinition.NumberFile file ->
          " Track file = %s\n   File = %s\n".formatted(file.name(), file.path());
      case TrackerDefinition.Processes processes -> processes(processes);
    };
  }

  private String script(TrackerDefinition.Script script) {
    var isUp = standings.tracker(TrackerKind.SCRIPT, script.name());
    return """
     VRRP Script = %s
       Command = %s
       Interval = %s sec
       Timeout = %d sec
       Rise = %d
       Fall = %d
       Insecure = no
       Status = %s
    """
        .formatted(
            script.name(),
            Words.script(script.command()),
            Words.seconds(script.intervalNanos()).toPlainString(),
            Words.whole(script.timeoutNanos()),
            script.riseCount(),
            script.fallCount(),
            isUp.isEmpty() ? "INIT" : isUp.getFirst() ? "GOOD" : "BAD");
  }

  private String processes(TrackerDefinition.Processes processes) {
    boolean isUp = standings.tracker(TrackerKind.PROCESS, processes.name()).contains(true);
    return """
     VRRP Track process = %s
       Process = %s
       Min processes = %d
       Have quorum = %b
    """
        .formatted(
            processes.name(), String.join(" ", processes.command()), processes.leastCount(), isUp);
  }

  private String tracking(TrackerDefinition tracker) {
    return "   Tracking instances :\n"
        + config.instances().stream()
            .flatMap(instance ->
                instance.trackers().stream()
                    .filter(tracked -> isOf(tracked, tracker))
                    .map(tracked ->
                        "     "
                            + instance.name()
                            + ","
                            + Words.weight(tracked.weight(), tracked.reverse())
                            + "\n"))
            .collect(Collectors.joining());
  }

  private static boolean isOf(Tracked tracked, TrackerDefinition tracker) {
    return tracked.kind() == tracker.kind() && tracked.name().equals(tracker.name());
  }

  /** Exporters know by this line that a script is over. */
  private static String last(TrackerDefinition tracker) {
    return tracker instanceof TrackerDefinition.Script ? "   State = idle\n" : "";
  }
}
