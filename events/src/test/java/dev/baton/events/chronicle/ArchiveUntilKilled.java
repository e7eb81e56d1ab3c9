package dev.baton.events.chronicle;

import dev.baton.events.testkit.EventSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Appends to the log in its first argument, a day of its clock in a moment, from the day in its
 * second on; archives each day that is over meanwhile, and prints how far it is.
 */
final class ArchiveUntilKilled {
  private static final int A_DAY = 500;

  private ArchiveUntilKilled() {}

  public static void main(String[] arguments) {
    var now = new AtomicReference<>(Instant.parse(arguments[1]));
    var log =
        Logs.opened(
            new LogDirectory(
                    Path.of(arguments[0]),
                    EventSamples.NODE,
                    EventSamples.BOOT,
                    Options.AGENT,
                    now::get)
                .open());
    Thread.ofPlatform().daemon().start(() -> archive(log));
    while (true) {
      Logs.append(log, A_DAY);
      log.sync();
      System.out.println(log.lastSeq());
      now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
    }
  }

  private static void archive(ChronicleEventLog log) {
    var archiving = log.archiving();
    while (true) {
      if (archiving.next() instanceof Archiving.Outcome.Failed(var reason)) {
        System.err.println(reason);
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
