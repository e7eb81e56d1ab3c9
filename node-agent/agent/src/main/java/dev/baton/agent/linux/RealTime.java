package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;

/** Asks for what makes the engine's thread run on time, where the host allows it. */
public final class RealTime {
  /** Not inherited: only the threads that are named are real-time. */
  static final int SCHED_RESET_ON_FORK = 0x4000_0000;

  static final int SCHED_OTHER = 0;

  static final int SCHED_FIFO = 1;

  static final int SCHED_RR = 2;

  /** MCL_CURRENT, MCL_FUTURE and MCL_ONFAULT: what has been touched stays, nothing is touched. */
  private static final int LOCK_WHAT_IS_USED = 1 | 2 | 4;

  private RealTime() {}

  /** What came of a request. */
  public sealed interface Outcome {
    /** It is so. */
    record Granted() implements Outcome {}

    /** The host does not allow it; everything works, but less punctually under load. */
    record Refused(String reason) implements Outcome {}
  }

  /** Keeps the memory of this process from being paged out. */
  public static Outcome lockMemory(Kernel kernel) {
    return outcome(kernel.lockMemory(LOCK_WHAT_IS_USED), "mlockall", "");
  }

  private static Outcome outcome(int result, String call, String subject) {
    return result < 0
        ? new Outcome.Refused(NativeCallException.describe(call, subject, -result))
        : new Outcome.Granted();
  }
}
