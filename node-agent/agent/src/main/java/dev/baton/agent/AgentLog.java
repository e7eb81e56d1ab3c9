package dev.baton.agent;

import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import java.io.PrintStream;
import java.time.Instant;
import java.util.stream.Collectors;

/** Every message that the agent prints: one line each, for the terminal and for journald. */
public final class AgentLog {
  private final PrintStream out;

  /** Prints there. */
  public AgentLog(PrintStream out) {
    this.out = out;
  }

  /** The engine was started. */
  public void engineStarted(long pid) {
    say("engine started, pid " + pid);
  }

  /** A new steward found the engine of an earlier one. */
  public void engineFound(long pid) {
    say("engine found running, pid " + pid + "; it goes on undisturbed");
  }

  /** The engine found runs another configuration. */
  public void engineOutdated(long pid) {
    say("engine found running with another configuration, pid " + pid + "; replacing it");
  }

  /** The steward cannot read what the engine reports. */
  public void engineDamaged(long pid, String damage) {
    say("engine, pid " + pid + ": " + damage + "; it resigns, and another one begins");
  }

  /** The engine died. */
  public void engineDied(long pid, String how) {
    say("engine died, pid " + pid + " (" + how + "); its addresses are taken away");
  }

  /** Something that has words of its own. */
  public void note(String text) {
    say(text);
  }

  /** Tells people what the log was just told, as far as they want to see it scroll by. */
  public void recorded(Recorded recorded) {
    String about =
        switch (recorded.envelope().subject()) {
          case Subject.Node node -> "";
          case Subject.Instance instance ->
              instance.interfaceName()
                  + " "
                  + instance.family().text()
                  + " "
                  + instance.vrid()
                  + ": ";
        };
    switch (recorded.event()) {
      case InstanceEvent.Transitioned t ->
          say(
              about
                  + t.from()
                  + " -> "
                  + t.to()
                  + " ("
                  + t.cause()
                  + ", priority "
                  + t.priority()
                  + ") "
                  + t.evidence().entrySet().stream()
                      .map(fact -> fact.getKey() + "=" + fact.getValue())
                      .collect(Collectors.joining(" ")));
      case NodeEvent.Stalled s ->
          say(s.part() + " did not run for " + s.stalledNanos() / 1_000_000 + " ms");
      case NodeEvent.AdvertsBlocked blocked -> say(text(blocked));
      case NodeEvent.EventsDropped d -> say(d.droppedCount() + " events lost: " + d.where());
      default -> {}
    }
  }

  private static String text(NodeEvent.AdvertsBlocked blocked) {
    String way = blocked.direction() + " " + blocked.interfaceName();
    if (blocked.reason().isEmpty()) {
      return "advertisements get through again: " + way;
    }
    String remedy = blocked.remedy().isEmpty() ? "" : "; let them pass with: " + blocked.remedy();
    return "advertisements do not get through: %s: %s%s".formatted(way, blocked.reason(), remedy);
  }

  private void say(String text) {
    out.println(Instant.now() + " " + text);
  }
}
