package dev.baton.agent.steward;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that owns the log. A task that fails there leaves the steward in a state that
 * nobody thought of; it then ends at once, the engine goes on, and the next steward starts from
 * what is on disk.
 */
final class JournalThread {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("journal").daemon().factory());
  private final Consumer<Throwable> onFailure;

  JournalThread(Consumer<Throwable> onFailure) {
    this.onFailure = onFailure;
  }

  void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  void executeAfter(long delayMillis, Runnable task) {
    var _ = executor.schedule(guarded(task), delayMillis, TimeUnit.MILLISECONDS);
  }

  void executeEvery(long periodMillis, Runnable task) {
    var _ =
        executor.scheduleWithFixedDelay(
            guarded(task), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  /** Runs a task whose caller wants its result, or its failure. */
  <T> CompletableFuture<T> ask(Callable<T> task) {
    var result = new CompletableFuture<T>();
    executor.execute(() -> {
      try {
        result.complete(task.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        onFailure.accept(e);
      }
    };
  }
}
