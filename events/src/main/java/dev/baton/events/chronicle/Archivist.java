package dev.baton.events.chronicle;

import dev.baton.events.chronicle.Archiving.Outcome;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks after a log from time to time, on a thread of its own, as long as the log is open. */
final class Archivist implements AutoCloseable {
  private static final long FIRST_SECONDS = 30;
  private static final long EVERY_SECONDS = 600;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("archivist").daemon().factory());
  private final Archiving archiving;
  private final Consumer<String> trouble;
  private String said = "";

  /** Begins; what cannot be archived is told once. */
  Archivist(Archiving archiving, Consumer<String> trouble) {
    this.archiving = archiving;
    this.trouble = trouble;
    var _ =
        executor.scheduleWithFixedDelay(this::look, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    var outcome = archiving.next();
    while (outcome instanceof Outcome.Archived) {
      outcome = archiving.next();
    }
    if (outcome instanceof Outcome.Failed(var reason) && !reason.equals(said)) {
      said = reason;
      trouble.accept("a day of the log cannot be archived: " + reason);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
