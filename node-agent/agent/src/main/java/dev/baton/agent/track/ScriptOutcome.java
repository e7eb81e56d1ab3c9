package dev.baton.agent.track;

/** How one run of a script ended. */
public sealed interface ScriptOutcome {
  /** In words, for the log. */
  String text();

  /** It ended by itself; a signal counts as 128 and its number. */
  record Exited(int status) implements ScriptOutcome {
    @Override
    public String text() {
      return "exit " + status;
    }
  }

  /** It ran for too long, and is being killed with all that it started. */
  record TimedOut(long timeoutNanos) implements ScriptOutcome {
    @Override
    public String text() {
      return "timed out after " + timeoutNanos / 1_000_000 + " ms";
    }
  }

  /** It never began. */
  record NotStarted(String reason) implements ScriptOutcome {
    @Override
    public String text() {
      return "not started: " + reason;
    }
  }

  /** Whether it says that all is well. */
  default boolean isSuccess() {
    return this instanceof Exited(int status) && status == 0;
  }
}
