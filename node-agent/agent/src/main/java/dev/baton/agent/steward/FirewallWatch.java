package dev.baton.agent.steward;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.firewall.Blockade;
import dev.baton.agent.firewall.Blockade.Certainty;
import dev.baton.agent.firewall.Inspection;
import dev.baton.events.NodeEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks for rules of the firewall that are in the way, on a thread of its own: nothing waits for
 * the programs that list them. What is certain is recorded, the rest is said; each once.
 */
final class FirewallWatch {
  private final Function<AgentConfig, Inspection> inspection;
  private final Executor journalThread;
  private final Consumer<NodeEvent> journal;
  private final Consumer<String> messages;
  private final Executor ownThread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("firewall-watch").daemon().factory());
  private Set<Blockade> recorded = Set.of();
  private Set<String> said = Set.of();
  private boolean isClosed;

  FirewallWatch(
      Function<AgentConfig, Inspection> inspection,
      Executor journalThread,
      Consumer<NodeEvent> journal,
      Consumer<String> messages) {
    this.inspection = inspection;
    this.journalThread = journalThread;
    this.journal = journal;
    this.messages = messages;
  }

  /** Begins to look, and returns at once. */
  void look(AgentConfig config) {
    ownThread.execute(() -> {
      var seen = inspection.apply(config);
      journalThread.execute(() -> tell(seen));
    });
  }

  /** What is found from now on is not told; on the journal's thread. */
  void close() {
    isClosed = true;
  }

  private void tell(Inspection seen) {
    if (isClosed) {
      return;
    }
    var certain = new LinkedHashSet<Blockade>();
    var words = new LinkedHashSet<>(seen.problems());
    for (var blockade : seen.blockades()) {
      if (blockade.certainty() == Certainty.DROPS) {
        certain.add(blockade);
      } else {
        words.add(blockade.toString());
      }
    }
    words.stream().filter(each -> !said.contains(each)).forEach(messages);
    said = words;
    certain.stream()
        .filter(each -> !recorded.contains(each))
        .map(FirewallWatch::event)
        .forEach(journal);
    recorded.stream()
        .map(FirewallWatch::passable)
        .distinct()
        .filter(way -> certain.stream().map(FirewallWatch::passable).noneMatch(way::equals))
        .forEach(journal);
    recorded = certain;
  }

  private static NodeEvent event(Blockade blockade) {
    return new NodeEvent.AdvertsBlocked(
        blockade.interfaceName(), blockade.direction(), blockade.reason(), blockade.remedy());
  }

  /** That nothing is in the way there any more. */
  private static NodeEvent passable(Blockade blockade) {
    return new NodeEvent.AdvertsBlocked(blockade.interfaceName(), blockade.direction(), "", "");
  }
}
