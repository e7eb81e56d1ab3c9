package dev.baton.agent.track;

import java.util.List;

/** Tells of processes: of those that begin, that become another program, and that end. */
public interface ProcessEvents {
  /** What became of a process. */
  sealed interface Change {
    /** There is a new one, which is as yet what its parent is. */
    record Forked(int parent, int child) implements Change {}

    /** It is another program now, or has another name. */
    record Renamed(int process) implements Change {}

    /** It has ended. */
    record Ended(int process) implements Change {}

    /** Nobody knows: there was more than could be told. */
    record Lost() implements Change {}
  }

  /** Begins; false where nothing will be told. */
  boolean begin();

  /** Waits for changes, for a thread that does nothing else; perhaps none after a second. */
  List<Change> await();
}
