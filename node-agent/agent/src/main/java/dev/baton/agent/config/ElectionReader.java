package dev.baton.agent.config;

import dev.baton.events.Priority;
import java.util.List;

/** Reads how an instance stands in the election. */
final class ElectionReader {
  private static final Range PRIORITY = new Range(1, 255);
  private static final Range PREEMPT_DELAY_SECONDS = new Range(0, 1000);

  private final Settings settings;
  private final Findings findings;
  private final StrictMode strictMode;

  ElectionReader(InstanceBlock block) {
    this.settings = block.settings();
    this.findings = block.findings();
    this.strictMode = StrictMode.of(block);
  }

  Election read(List<Tracked> trackers) {
    boolean asked = wantsActive();
    Priority priority = priority(asked);
    boolean wantsActive = strictMode.wantsActive(asked, priority);
    List<TrackedInterface> tracked =
        new TrackedInterfaceReader(findings).all(settings.all("track_interface"));
    warnOfWeightsOfOwner(priority, tracked, trackers);
    return new Election(
        priority,
        wantsActive,
        preempt(wantsActive, priority),
        preemptDelay(wantsActive),
        tracked,
        trackers);
  }

  private boolean wantsActive() {
    return switch (settings.word("state", "BACKUP")) {
      case "MASTER" -> true;
      case "BACKUP" -> false;
      case String other -> {
        findings.warn(
            settings.at("state"),
            "state is '"
                + other
                + "', allowed is MASTER or BACKUP; BACKUP is used instead: correct it");
        yield false;
      }
    };
  }

  private Priority priority(boolean wantsActive) {
    if (settings.has("priority")) {
      return new Priority(settings.integer("priority", PRIORITY, 100));
    }
    if (wantsActive) {
      findings.remark(
          settings.at("state"),
          "state MASTER without a priority means priority 255, the owner of the addresses; give the"
              + " priority that is meant");
      return Priority.OWNER;
    }
    return new Priority(100);
  }

  private boolean preempt(boolean wantsActive, Priority priority) {
    if (!settings.isLater("nopreempt", "preempt")) {
      return true;
    }
    if (wantsActive) {
      findings.warn(
          settings.at("nopreempt"),
          "nopreempt has no effect with state MASTER, and is ignored; set state BACKUP on all nodes"
              + " to keep it");
      return true;
    }
    if (priority.isOwner()) {
      findings.warn(
          settings.at("nopreempt"),
          "nopreempt is ignored: priority 255 owns the addresses and always takes them; set a lower"
              + " priority to keep it");
      return true;
    }
    return false;
  }

  private long preemptDelay(boolean wantsActive) {
    long delay = settings.nanos("preempt_delay", PREEMPT_DELAY_SECONDS, 0);
    if (delay > 0 && wantsActive) {
      findings.warn(
          settings.at("preempt_delay"),
          "preempt_delay has no effect with state MASTER, and is ignored; set state BACKUP on all"
              + " nodes to keep it");
      return 0;
    }
    return strictMode.preemptDelay(delay);
  }

  private void warnOfWeightsOfOwner(
      Priority priority, List<TrackedInterface> tracked, List<Tracked> trackers) {
    boolean weighs =
        tracked.stream().anyMatch(t -> t.weight() != 0)
            || trackers.stream().anyMatch(t -> t.weight() != 0);
    if (priority.isOwner() && weighs) {
      findings.remark(
          settings.at("priority"),
          "a weight has no effect with priority 255, which nothing moves; set a lower priority, or"
              + " weight 0 for a fault");
    }
  }
}
