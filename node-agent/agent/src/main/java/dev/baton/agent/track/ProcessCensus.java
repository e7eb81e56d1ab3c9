package dev.baton.agent.track;

import dev.baton.agent.track.ProcessEvents.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Counts processes. All are looked at once at first; from then on the kernel tells what becomes of
 * them, where it does. Where it does not, as in a network namespace or a container, all are looked
 * at again and again: a second after the last look has ended, or twenty times as long as it took,
 * so that it never costs more than a twentieth of a processor.
 *
 * <p>All is done on a thread that may wait for a process whose memory is swapped out.
 */
public final class ProcessCensus {
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** In case the kernel forgot to tell something. */
  private static final long LOOK_ANYWAY_NANOS = 60_000_000_000L;

  private static final int LOOKS_APART = 20;

  private final ProcessEvents events;
  private final ProcessFiles files;
  private final ScheduledExecutorService thread;
  private final List<Counted> all = new ArrayList<>();
  private boolean hasBegun;
  private boolean isTold;

  /** The processes of one kind. */
  private static final class Counted {
    private final ProcessMatch match;
    private final IntConsumer sink;
    private final Set<Integer> processes = new HashSet<>();
    private int told = -1;

    Counted(ProcessMatch match, IntConsumer sink) {
      this.match = match;
      this.sink = sink;
    }

    void tell() {
      if (told != processes.size()) {
        told = processes.size();
        sink.accept(told);
      }
    }
  }

  ProcessCensus(ProcessEvents events, ProcessFiles files, ScheduledExecutorService thread) {
    this.events = events;
    this.files = files;
    this.thread = thread;
  }

  /** Counts nothing yet. */
  public static ProcessCensus of(ProcessEvents events, Path proc, ScheduledExecutorService thread) {
    return new ProcessCensus(events, new ProcessFiles(proc), thread);
  }

  /** Begins; calls with the number at first, and then with every other one. */
  void count(ProcessMatch match, IntConsumer sink) {
    thread.execute(() -> {
      var counted = new Counted(match, sink);
      all.add(counted);
      // Before the first look, so that nothing happens in between that nobody tells.
      if (!hasBegun) {
        hasBegun = true;
        isTold = events.begin();
        lookLater(listenOrLook());
      }
      look(List.of(counted));
    });
  }

  /** Ends what was begun with this call. */
  void forget(IntConsumer sink) {
    thread.execute(() -> all.removeIf(counted -> counted.sink.equals(sink)));
  }

  private long listenOrLook() {
    if (isTold) {
      Thread.ofPlatform().daemon().name("process-changes").start(this::pump);
    }
    return isTold ? LOOK_ANYWAY_NANOS : LOOK_NANOS;
  }

  private void lookLater(long pauseNanos) {
    var _ = thread.schedule(this::lookAgain, pauseNanos, TimeUnit.NANOSECONDS);
  }

  private void lookAgain() {
    long beganNanos = System.nanoTime();
    look(all);
    long tookNanos = System.nanoTime() - beganNanos;
    lookLater(Math.max(isTold ? LOOK_ANYWAY_NANOS : LOOK_NANOS, LOOKS_APART * tookNanos));
  }

  private void look(List<Counted> which) {
    if (which.isEmpty()) {
      return;
    }
    which.forEach(counted -> counted.processes.clear());
    for (int process : files.all()) {
      var look = files.look(process);
      for (var counted : which) {
        if (look.fits(counted.match)) {
          counted.processes.add(process);
        }
      }
    }
    which.forEach(Counted::tell);
  }

  private void pump() {
    while (!thread.isShutdown()) {
      var changes = events.await();
      if (!changes.isEmpty()) {
        try {
          thread.execute(() -> happened(changes));
        } catch (RejectedExecutionException e) {
          return;
        }
      }
    }
  }

  private void happened(List<Change> changes) {
    boolean isLost = false;
    for (var change : changes) {
      switch (change) {
        case Change.Forked(int parent, int child) -> forked(parent, child);
        case Change.Renamed(int process) -> renamed(process);
        case Change.Ended(int process) -> all.forEach(c -> c.processes.remove(process));
        case Change.Lost _ -> isLost = true;
      }
    }
    if (isLost) {
      look(all);
    }
    all.forEach(Counted::tell);
  }

  private void forked(int parent, int child) {
    for (var counted : all) {
      if (counted.processes.contains(parent)) {
        counted.processes.add(child);
      }
    }
  }

  private void renamed(int process) {
    var look = files.look(process);
    for (var counted : all) {
      if (look.fits(counted.match)) {
        counted.processes.add(process);
      } else {
        counted.processes.remove(process);
      }
    }
  }
}
