package dev.baton.agent.track;

import dev.baton.agent.config.TrackerDefinition.Script;
import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a script over and over. Its first result counts at once; after that it takes as many of a
 * kind in a row as the file says. While a run goes on, or is being killed, there is no other.
 */
final class ScriptTracker implements Tracker {
  private final Script script;
  private final ScriptRun.Host host;
  private final ScheduledExecutorService thread;
  private final Consumer<TrackerReport> sink;
  private final List<Future<?>> ticks = new ArrayList<>();
  private Sense sense;
  private boolean isFirst = true;
  private boolean isRunning;
  private boolean isStopped;
  private int contraryCount;

  /**
   * Nothing runs before {@link #start}.
   *
   * @param known how it stands as far as anybody knows, or {@link Sense#UNWATCHED}
   */
  ScriptTracker(
      Script script,
      ScriptRun.Host host,
      ScheduledExecutorService thread,
      Sense known,
      Consumer<TrackerReport> sink) {
    this.script = script;
    this.host = host;
    this.thread = thread;
    this.sense = known;
    this.sink = sink;
  }

  @Override
  public void start() {
    switch (ScriptFile.of(script.command(), host.users().prefix(script.command().user()))) {
      case ScriptFile.Unusable(String reason) ->
          report(Sense.UNWATCHED, TrackerReport.NOT_RUN + reason);
      case ScriptFile.Usable _ -> {
        if (script.failsAtFirst() && sense == Sense.UNWATCHED) {
          report(Sense.DOWN, "not run yet: init_fail");
          sense = Sense.UNWATCHED;
        }
        ticks.add(
            thread.scheduleWithFixedDelay(
                this::tick, 0, script.intervalNanos(), TimeUnit.NANOSECONDS));
      }
    }
  }

  @Override
  public void stop() {
    isStopped = true;
    ticks.forEach(tick -> tick.cancel(false));
  }

  private void tick() {
    if (isRunning) {
      return;
    }
    isRunning = true;
    var run = ScriptRun.start(host, script.command(), List.of(), script.timeoutNanos());
    var _ = run.outcome().thenAcceptAsync(this::ended, thread);
    var _ = run.gone().thenAcceptAsync(gone -> isRunning = false, thread);
  }

  private void ended(ScriptOutcome outcome) {
    if (isStopped) {
      return;
    }
    Sense seen = outcome.isSuccess() ? Sense.UP : Sense.DOWN;
    contraryCount = seen == sense ? 0 : contraryCount + 1;
    int needed = seen == Sense.UP ? script.riseCount() : script.fallCount();
    boolean changes = contraryCount >= needed || sense == Sense.UNWATCHED;
    if (changes || (isFirst && seen == sense)) {
      contraryCount = 0;
      report(seen, outcome.text());
    }
    isFirst = false;
  }

  private void report(Sense now, String detail) {
    sense = now;
    sink.accept(new TrackerReport(TrackerKind.SCRIPT, script.name(), now, 0, detail));
  }
}
