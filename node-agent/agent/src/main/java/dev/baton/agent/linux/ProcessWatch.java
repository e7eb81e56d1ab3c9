package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;

/**
 * Watches a process that need not be a child of ours. It holds the process itself and not its
 * number, so a signal never reaches another process that was given the same number later.
 */
public final class ProcessWatch implements AutoCloseable {
  /** Asks a process to end. */
  public static final int SIGTERM = 15;

  /** Ends a process. */
  public static final int SIGKILL = 9;

  private static final int GONE = -1;

  private final Kernel kernel;
  private final long pid;
  private final int fd;

  private ProcessWatch(Kernel kernel, long pid, int fd) {
    this.kernel = kernel;
    this.pid = pid;
    this.fd = fd;
  }

  /** Watches a process; one that does not exist counts as exited. */
  public static ProcessWatch open(Kernel kernel, long pid) {
    var fd = kernel.processOpen(pid);
    if (fd == -Errno.ESRCH) {
      return new ProcessWatch(kernel, pid, GONE);
    }
    if (fd < 0) {
      throw new NativeCallException("pidfd_open", "pid " + pid, -fd);
    }
    return new ProcessWatch(kernel, pid, fd);
  }

  /** Whether it has ended by now. */
  public boolean hasExited() {
    return awaitExit(0);
  }

  /** Waits for its end; whether it came before the timeout. A signal to us may end the wait. */
  public boolean awaitExit(int timeoutMillis) {
    return fd == GONE || Polling.awaitReadable(kernel, fd, timeoutMillis);
  }

  /** Sends a signal; whether there was still a process to get it. */
  public boolean kill(int signal) {
    if (fd == GONE) {
      return false;
    }
    var result = kernel.processSignal(fd, signal);
    if (result < 0 && result != -Errno.ESRCH) {
      throw new NativeCallException("pidfd_send_signal", "pid " + pid, -result);
    }
    return result >= 0;
  }

  @Override
  public void close() {
    if (fd != GONE) {
      kernel.close(fd);
    }
  }
}
