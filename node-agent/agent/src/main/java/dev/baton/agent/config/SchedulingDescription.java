package dev.baton.agent.config;

import dev.baton.agent.config.Scheduling.Raise;
import dev.baton.agent.config.Scheduling.Rank;
import java.util.stream.Collectors;

/** Says in words what the engine gets of the host before others. */
final class SchedulingDescription {
  private SchedulingDescription() {}

  static void describe(Scheduling scheduling, Description said) {
    switch (scheduling.rank()) {
      case Rank.Usual() -> {}
      case Rank.RealTime(int priority) ->
          said.line("schedules", "the engine in real time, at priority " + priority);
      case Rank.Ordinary(int niceness) ->
          said.line(
              "schedules",
              "the engine as an ordinary process, at nice %d; without these lines it is in real time"
                  .formatted(niceness));
    }
    if (!scheduling.raise().equals(Raise.NEVER)) {
      said.line(
          "raises",
          "its real-time priority by 1, to %d at most, each time that it runs %s s late"
              .formatted(
                  scheduling.raise().highest(), Numbers.seconds(scheduling.raise().lateNanos())));
    }
    if (scheduling.limitMicros() > 0) {
      said.line(
          "tells",
          "of using a processor for %d us without a pause; keepalived would be killed"
              .formatted(scheduling.limitMicros()));
    }
    if (scheduling.locksMemory()) {
      said.line("keeps", "the engine's memory from being swapped out");
    }
    if (!scheduling.processors().isEmpty()) {
      said.line(
          "runs",
          "the engine on processors "
              + scheduling.processors().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
  }
}
