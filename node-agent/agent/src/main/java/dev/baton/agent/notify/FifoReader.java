package dev.baton.agent.notify;

import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.track.ScriptOutcome;
import dev.baton.agent.track.ScriptRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the reader of a FIFO running. keepalived starts one that has ended again at the next reload
 * and not before, and what happens until then is read by nobody; here one that failed is started
 * again by itself, after a pause that grows while it fails. One that ended well may have put itself
 * into the background: it waits for a reload.
 */
final class FifoReader {
  static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final ScriptRun.Host host;
  private final ScriptRun.Call call;
  private final String path;
  private final Consumer<String> messages;
  private final long firstPauseMillis;
  private long pauseMillis;
  private long startedNanos;
  private boolean isRunning;
  private boolean isClosed;

  FifoReader(
      ScriptRun.Host host,
      ScriptCommand command,
      String path,
      Consumer<String> messages,
      long firstPauseMillis) {
    this.host = host;
    this.call = new ScriptRun.Call(command, List.of(path), Map.of());
    this.path = path;
    this.messages = messages;
    this.firstPauseMillis = firstPauseMillis;
    this.pauseMillis = firstPauseMillis;
  }

  /** Starts it, unless it runs. */
  synchronized void start() {
    if (isRunning || isClosed) {
      return;
    }
    isRunning = true;
    startedNanos = System.nanoTime();
    var run = ScriptRun.start(host, call, ScriptRun.NO_TIMEOUT);
    var _ = run.outcome().thenAccept(this::ended);
  }

  private synchronized void ended(ScriptOutcome outcome) {
    isRunning = false;
    String said = "the reader of " + path + " ended: " + outcome.text();
    if (isClosed) {
      messages.accept(said);
    } else if (outcome.isSuccess()) {
      messages.accept(said + "; a reload starts it again");
    } else {
      long ranMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
      pauseMillis = ranMillis >= LONGEST_PAUSE_MILLIS ? firstPauseMillis : pauseMillis;
      messages.accept(said + "; it is started again in " + pauseMillis + " ms");
      CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS).execute(this::start);
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }

  /** It is not started again; what runs finds the end of its FIFO. */
  synchronized void close() {
    isClosed = true;
  }
}
