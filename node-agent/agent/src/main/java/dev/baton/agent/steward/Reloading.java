package dev.baton.agent.steward;

import dev.baton.events.Event;
import java.util.List;
import java.util.function.Consumer;

/** Whoever can go over to what the configuration file says now. */
interface Reloading {
  /** Does it, unless there is an error in it; the facts go where they are told to. */
  Outcome reload(Consumer<Event> log);

  /** What came of it. */
  sealed interface Outcome {
    /** It is in force: with these changes. */
    record InForce(List<String> changes) implements Outcome {
      /** Keeps a copy. */
      public InForce {
        changes = List.copyOf(changes);
      }
    }

    /** All is as it was, for this reason. */
    record Kept(String why) implements Outcome {}
  }
}
