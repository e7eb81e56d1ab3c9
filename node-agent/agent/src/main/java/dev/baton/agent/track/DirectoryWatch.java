package dev.baton.agent.track;

import java.nio.file.Path;
import java.util.List;

/** Tells what happens to the entries of directories. */
public interface DirectoryWatch {
  /** A {@link Change#watch} of this number means that changes were lost. */
  int LOST = -1;

  /**
   * Something has happened.
   *
   * @param watch where, or {@link #LOST}
   * @param name of the entry; empty: the directory itself
   * @param isWhole whether the entry is whole, or gone; not so one that somebody may be writing yet
   */
  record Change(int watch, String name, boolean isWhole) {}

  /** Begins; a number that is the directory's as long as it is watched, negative if it is not. */
  int add(Path directory);

  /** Ends it. */
  void remove(int watch);

  /** Waits for changes, for a thread that does nothing else; perhaps none after a second. */
  List<Change> await();
}
