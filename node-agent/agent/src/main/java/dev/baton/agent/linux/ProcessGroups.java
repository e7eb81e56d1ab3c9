package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;

/** Signals to whole process groups. */
public final class ProcessGroups {
  private final Kernel kernel;

  /** Needs nothing but the kernel. */
  public ProcessGroups(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Sends a signal to all of a group; whether there was any process to get it. */
  public boolean send(long groupId, int signal) {
    if (groupId <= 1) {
      throw new IllegalArgumentException("a signal to group " + groupId + ": this is a bug");
    }
    int result = kernel.signalGroup(groupId, signal);
    if (result < 0 && result != -Errno.ESRCH) {
      throw new NativeCallException("kill", "group " + groupId, -result);
    }
    return result >= 0;
  }
}
