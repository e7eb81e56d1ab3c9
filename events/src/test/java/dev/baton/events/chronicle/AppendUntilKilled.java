package dev.baton.events.chronicle;

import java.nio.file.Path;

/** Appends to the log in its first argument and prints how far it is. */
final class AppendUntilKilled {
  private static final int PRINT_EVERY = 50;
  private static final int SYNC_EVERY = 500;

  private AppendUntilKilled() {}

  public static void main(String[] arguments) {
    var log = Logs.opened(Logs.open(Path.of(arguments[0])));
    while (true) {
      Logs.append(log, 1);
      if (log.lastSeq() % PRINT_EVERY == 0) {
        System.out.println(log.lastSeq());
      }
      if (log.lastSeq() % SYNC_EVERY == 0) {
        log.sync();
      }
    }
  }
}
