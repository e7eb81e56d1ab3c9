package dev.baton.agent;

import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every message that the agent prints: one line each, for the terminal and for journald. */
public final class AgentLog {
  private final PrintStream out;
  private final Map<Subject.Instance, String> names = new ConcurrentHashMap<>();

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

  /** Calls instances by these names from now on, those that are gone by their last one. */
  public void names(Map<String, Subject.Instance> instances) {
    instances.forEach((name, instance) -> names.put(instance, name));
  }

  /** Tells people what the log was just told, as far as they want to see it scroll by. */
  public void recorded(Recorded recorded) {
    String about =
        switch (recorded.envelope().subject()) {
          case Subject.Node node -> "";
          case Subject.Instance instance ->
              names.getOrDefault(instance, "an instance of before") + ": ";
        };
    EventWords.of(recorded.event()).forEach(words -> say(about + words));
  }

  private void say(String text) {
    out.println(Instant.now() + " " + text);
  }
}
