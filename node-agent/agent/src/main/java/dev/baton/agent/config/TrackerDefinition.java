package dev.baton.agent.config;

import java.util.List;

/**
 * What is watched and how, whoever uses it. Weights are no part of it: two are equal exactly when
 * one tracker can go on as the other.
 */
public sealed interface TrackerDefinition {
  /** Its name, alone of its kind. */
  String name();

  /** What it watches. */
  TrackerKind kind();

  /**
   * {@code vrrp_script}.
   *
   * @param riseCount how many successes in a row make it up again
   * @param fallCount how many failures in a row make it down
   * @param failsAtFirst whether it counts as down before its first result
   */
  record Script(
      String name,
      ScriptCommand command,
      long intervalNanos,
      long timeoutNanos,
      int riseCount,
      int fallCount,
      boolean failsAtFirst)
      implements TrackerDefinition {
    @Override
    public TrackerKind kind() {
      return TrackerKind.SCRIPT;
    }
  }

  /** {@code track_file}. */
  record NumberFile(String name, String path, InitialValue initialValue)
      implements TrackerDefinition {
    @Override
    public TrackerKind kind() {
      return TrackerKind.FILE;
    }
  }

  /** What is written into a file at the start. */
  sealed interface InitialValue {
    /** Nothing. */
    record None() implements InitialValue {}

    /** This number, if there is no such file. */
    record WhereMissing(int number) implements InitialValue {}

    /** This number, whatever is in it. */
    record Always(int number) implements InitialValue {}
  }

  /**
   * {@code vrrp_track_process}.
   *
   * @param command the program's name and its parameters
   * @param leastCount how many there have to be
   * @param mostCount how many there may be
   * @param forkDelayNanos how long there have to be enough before it counts
   * @param terminateDelayNanos how long there have to be too few or too many before it counts
   */
  record Processes(
      String name,
      List<String> command,
      Matching matching,
      int leastCount,
      int mostCount,
      long forkDelayNanos,
      long terminateDelayNanos)
      implements TrackerDefinition {
    /** Keeps a copy. */
    public Processes {
      command = List.copyOf(command);
    }

    @Override
    public TrackerKind kind() {
      return TrackerKind.PROCESS;
    }
  }

  /** What of a process is compared. */
  enum Matching {
    /** Its name alone. */
    NAME,
    /** All of its command line. */
    COMMAND_LINE,
    /** As much of its command line as is given. */
    FIRST_PARAMETERS,
    /** As COMMAND_LINE, but the last parameter may be longer than the one given. */
    BEGINNING
  }
}
