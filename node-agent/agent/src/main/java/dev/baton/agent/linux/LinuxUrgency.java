package dev.baton.agent.linux;

import dev.baton.agent.config.Scheduling;
import dev.baton.agent.config.Scheduling.Rank;
import dev.baton.agent.engine.Urgency;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * The engine's rank among all that runs on this host.
 *
 * <p>Real time is for two threads: the loop, and the one of the JVM that collects garbage while the
 * loop waits for it. Compilers and other helpers stay ordinary. What else there is (niceness,
 * processors) holds for every thread, also for those to come.
 */
public final class LinuxUrgency implements Urgency {
  /** Before all ordinary processes, and behind the kernel's own helpers that ask for more. */
  private static final int USUAL_PRIORITY = 50;

  /** With one collector, this is the thread that collects. */
  private static final String COLLECTOR = "VM Thread";

  private static final int MASK_BYTES = 1024 / Byte.SIZE;

  private final Kernel kernel;
  private final Consumer<String> messages;
  private final NativeBuffer processorsAtStart = NativeBuffer.allocate(MASK_BYTES);
  private final int nicenessAtStart;
  private final AtomicLong limitMicros = new AtomicLong();
  private Scheduling inForce = Scheduling.USUAL;
  private boolean isRaised;

  /** Changes nothing; what is refused is told there. */
  public LinuxUrgency(Kernel kernel, Consumer<String> messages) {
    this.kernel = kernel;
    this.messages = messages;
    kernel.processors(processorsAtStart);
    nicenessAtStart = OwnThreads.niceness();
  }

  /** Ranks the calling thread, which is the loop's, as usual, unless something else is to come. */
  public void begin(Scheduling first) {
    if (first.rank() instanceof Rank.Usual usual) {
      rank(usual);
    }
  }

  @Override
  public void use(Scheduling next) {
    if (isRaised || !next.rank().equals(inForce.rank())) {
      rank(next.rank());
      isRaised = false;
    }
    int niceness = niceness(next);
    if (niceness != niceness(inForce)) {
      toAll("setpriority", "nice " + niceness, thread -> kernel.nice(thread, niceness));
    }
    if (next.locksMemory() != inForce.locksMemory()) {
      lock(next.locksMemory());
    }
    if (!next.processors().equals(inForce.processors())) {
      bind(next.processors());
    }
    limitMicros.set(next.limitMicros());
    if (next.limitMicros() != inForce.limitMicros()) {
      say(kernel.limitRealTime(next.limitMicros()), "setrlimit", "RLIMIT_RTTIME");
    }
    inForce = next;
  }

  private int niceness(Scheduling scheduling) {
    return scheduling.rank() instanceof Rank.Ordinary(int niceness) && niceness != 0
        ? niceness
        : nicenessAtStart;
  }

  @Override
  public boolean raise(int priority, long lateNanos) {
    int result = schedule(RealTime.SCHED_RR, priority);
    if (result < 0) {
      say(result, "sched_setscheduler", "SCHED_RR " + priority);
      return false;
    }
    isRaised = true;
    messages.accept(
        "the engine ran %d ms late: its real-time priority is %d now"
            .formatted(lateNanos / 1_000_000, priority));
    return true;
  }

  /**
   * The kernel found that the limit is passed (SIGXCPU). keepalived is killed by that; an engine
   * that is late must not be made a dead one, so this says it, once for each limit.
   */
  public void limitPassed() {
    long passed = limitMicros.getAndSet(0);
    if (passed > 0) {
      messages.accept(
          "the engine used a processor for more than %d us without a pause; it goes on"
              .formatted(passed));
    }
  }

  private void rank(Rank rank) {
    switch (rank) {
      case Rank.Usual() ->
          say(
              schedule(RealTime.SCHED_FIFO, USUAL_PRIORITY),
              "sched_setscheduler",
              "SCHED_FIFO " + USUAL_PRIORITY);
      case Rank.RealTime(int priority) ->
          say(schedule(RealTime.SCHED_RR, priority), "sched_setscheduler", "SCHED_RR " + priority);
      case Rank.Ordinary ordinary ->
          say(schedule(RealTime.SCHED_OTHER, 0), "sched_setscheduler", "SCHED_OTHER");
    }
  }

  /** The loop's thread, which calls this, and the collector's. */
  private int schedule(int policy, int priority) {
    int result = kernel.schedule(0, policy | RealTime.SCHED_RESET_ON_FORK, priority);
    for (int collector : result < 0 ? List.<Integer>of() : OwnThreads.named(COLLECTOR)) {
      kernel.schedule(collector, policy | RealTime.SCHED_RESET_ON_FORK, priority);
    }
    return result;
  }

  private void lock(boolean isLocked) {
    if (!isLocked) {
      kernel.unlockMemory();
    } else if (RealTime.lockMemory(kernel) instanceof RealTime.Outcome.Refused(var reason)) {
      messages.accept(text(reason));
    }
  }

  private void bind(List<Integer> processors) {
    var mask = processorsAtStart;
    if (!processors.isEmpty()) {
      mask = NativeBuffer.allocate(MASK_BYTES);
      for (int processor : processors) {
        int at = processor / Byte.SIZE;
        mask.bytes().put(at, (byte) (mask.bytes().get(at) | 1 << processor % Byte.SIZE));
      }
    }
    var wanted = mask;
    toAll("sched_setaffinity", "processors " + processors, t -> kernel.bind(t, wanted));
  }

  /** Says the first refusal; a thread that has ended meanwhile refuses nothing. */
  private void toAll(String call, String subject, IntUnaryOperator change) {
    int refused = 0;
    for (int thread : OwnThreads.all()) {
      int result = change.applyAsInt(thread);
      refused = refused == 0 && result != -Errno.ESRCH ? Math.min(result, 0) : refused;
    }
    say(refused, call, subject);
  }

  private void say(int result, String call, String subject) {
    if (result < 0) {
      messages.accept(text(NativeCallException.describe(call, subject, -result)));
    }
  }

  private static String text(String reason) {
    return "the engine goes on without what this host refuses it: " + reason;
  }
}
