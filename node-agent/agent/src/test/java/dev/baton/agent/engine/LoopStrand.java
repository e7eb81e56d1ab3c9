package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A piece of work on a thread of its own that runs only while somebody waits for it: of all strands
 * and the one who resumes them exactly one runs at a time, so that what they do has one order.
 */
final class LoopStrand {
  private final Thread thread;
  private final List<Throwable> failure = new ArrayList<>();
  private volatile Thread waiting = Thread.currentThread();
  private volatile boolean isRunning;
  private volatile boolean hasEnded;
  private boolean isStarted;
  private volatile boolean isCut;

  /** Thrown where a strand stands when it is cut. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;

    Cut() {
      super("cut", null, false, false);
    }
  }

  LoopStrand(Runnable work) {
    thread = Thread.ofVirtual().unstarted(() -> run(work));
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Cut e) {
      // It ends here, wherever it stood.
    } catch (RuntimeException | Error e) {
      failure.add(e);
    } finally {
      hasEnded = true;
      isRunning = false;
      LockSupport.unpark(waiting);
    }
  }

  /** Whether it has come to its end, or was cut. */
  boolean hasEnded() {
    return hasEnded;
  }

  /** Lets it run until it pauses or ends; what it throws is thrown here. */
  void resume() {
    waiting = Thread.currentThread();
    isRunning = true;
    if (isStarted) {
      LockSupport.unpark(thread);
    } else {
      isStarted = true;
      thread.start();
    }
    while (isRunning) {
      LockSupport.park(this);
    }
    if (!failure.isEmpty()) {
      throw new IllegalStateException("an engine died", failure.getFirst());
    }
  }

  /** Called by the work: waits until it is resumed. */
  void pause() {
    isRunning = false;
    LockSupport.unpark(waiting);
    while (!isRunning) {
      LockSupport.park(this);
    }
    if (isCut) {
      throw new Cut();
    }
  }

  /** For the work to throw: it is over here and now, as if by SIGKILL. */
  static RuntimeException death() {
    return new Cut();
  }

  /** Ends it where it stands. */
  void cut() {
    if (isStarted && !hasEnded) {
      isCut = true;
      resume();
    }
  }
}
