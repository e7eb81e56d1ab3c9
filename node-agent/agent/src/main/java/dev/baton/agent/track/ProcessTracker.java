package dev.baton.agent.track;

import dev.baton.agent.config.TrackerDefinition.Processes;
import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Says whether there are enough processes of a kind, and not too many. What is seen first counts at
 * once; after that a change counts when it has lasted as long as the file says.
 */
final class ProcessTracker implements Tracker {
  private final Processes processes;
  private final ProcessCensus census;
  private final ScheduledExecutorService thread;
  private final Consumer<TrackerReport> sink;
  private final IntConsumer counter;
  private final List<Future<?>> pending = new ArrayList<>();
  private Sense sense;
  private boolean isFirst = true;
  private int count;
  private boolean isStopped;

  /**
   * Counts nothing before {@link #start}.
   *
   * @param known how it stands as far as anybody knows, or {@link Sense#UNWATCHED}
   */
  ProcessTracker(
      Processes processes,
      ProcessCensus census,
      ScheduledExecutorService thread,
      Sense known,
      Consumer<TrackerReport> sink) {
    this.processes = processes;
    this.census = census;
    this.thread = thread;
    this.sense = known;
    this.sink = sink;
    this.counter = counted -> thread.execute(() -> counted(counted));
  }

  @Override
  public void start() {
    census.count(new ProcessMatch(processes.command(), processes.matching()), counter);
  }

  @Override
  public void stop() {
    isStopped = true;
    forgetPending();
    census.forget(counter);
  }

  private void counted(int now) {
    if (isStopped) {
      return;
    }
    count = now;
    boolean isEnough = now >= processes.leastCount() && now <= processes.mostCount();
    Sense seen = isEnough ? Sense.UP : Sense.DOWN;
    if (seen == sense) {
      forgetPending();
      reportFirst(seen);
    } else if (sense == Sense.UNWATCHED) {
      reportFirst(seen);
    } else if (pending.isEmpty()) {
      long delay = isEnough ? processes.forkDelayNanos() : processes.terminateDelayNanos();
      await(seen, delay);
    }
  }

  private void await(Sense seen, long delayNanos) {
    if (delayNanos == 0) {
      report(seen);
    } else {
      pending.add(thread.schedule(() -> report(seen), delayNanos, TimeUnit.NANOSECONDS));
    }
  }

  private void reportFirst(Sense seen) {
    if (isFirst) {
      report(seen);
    }
  }

  private void report(Sense now) {
    forgetPending();
    sense = now;
    isFirst = false;
    var detail = count + " of " + String.join(" ", processes.command());
    sink.accept(new TrackerReport(TrackerKind.PROCESS, processes.name(), now, count, detail));
  }

  private void forgetPending() {
    pending.forEach(each -> each.cancel(false));
    pending.clear();
  }
}
