package dev.baton.agent.config;

import java.util.List;

/**
 * A FIFO that gets a line for each change.
 *
 * @param isOfAll whether it is that of all of keepalived's processes, {@code notify_fifo}
 * @param owner whose it is made
 * @param readers the program that reads it, with its path as the last argument: none or one
 */
public record NoticeFifo(
    String path, boolean isOfAll, ScriptUser owner, List<ScriptCommand> readers) {
  /** Keeps a copy. */
  public NoticeFifo {
    readers = List.copyOf(readers);
  }
}
