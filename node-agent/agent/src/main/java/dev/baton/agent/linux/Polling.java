package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;

/** Waits for one descriptor, for threads other than the engine's. */
final class Polling {
  private static final short POLLIN = 1;

  private Polling() {}

  /** Whether the descriptor became readable before the timeout; a signal may end it early. */
  static boolean awaitReadable(Kernel kernel, int fd, int timeoutMillis) {
    var pollfd = NativeBuffer.allocate(8);
    pollfd.bytes().putInt(0, fd).putShort(4, POLLIN);
    var count = kernel.poll(pollfd, timeoutMillis);
    if (count < 0 && count != -Errno.EINTR) {
      throw new NativeCallException("poll", "fd " + fd, -count);
    }
    return count > 0;
  }
}
