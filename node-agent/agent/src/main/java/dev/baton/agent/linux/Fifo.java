package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bell between two processes: a named pipe whose bytes mean nothing but "look at the ring". It is
 * open for both directions on both sides, so neither side notices the other one's end.
 *
 * <p>{@link #ring} and {@link #drain} may be called from different threads.
 */
public final class Fifo implements AutoCloseable {
  private static final int DRAIN_BYTES = 4096;

  private final Kernel kernel;
  private final int fd;
  private final NativeBuffer oneByte = NativeBuffer.allocate(1);
  private final NativeBuffer drained = NativeBuffer.allocate(DRAIN_BYTES);

  private Fifo(Kernel kernel, int fd) {
    this.kernel = kernel;
    this.fd = fd;
  }

  /** Opens the FIFO of this name, and makes it if it does not exist. */
  public static Fifo open(Kernel kernel, Path path) {
    make(kernel, path);
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new NativeCallException("mkfifo", path.toString(), Errno.EEXIST);
    }
    return new Fifo(kernel, kernel.open(path.toString()));
  }

  /** Makes a FIFO of this name, where nothing has it yet. */
  public static void make(Kernel kernel, Path path) {
    var made = kernel.makeFifo(path.toString());
    if (made < 0 && made != -Errno.EEXIST) {
      throw new NativeCallException("mkfifo", path.toString(), -made);
    }
  }

  /** Wakes whoever watches the other end. A full pipe is ringing already. */
  public void ring() {
    var written = kernel.write(fd, oneByte, 1);
    if (written < 0 && written != -Errno.EAGAIN) {
      throw new NativeCallException("write", "fifo", -written);
    }
  }

  /** Takes all rings so far; whether there were any. */
  public boolean drain() {
    var any = false;
    while (kernel.read(fd, drained) > 0) {
      any = true;
    }
    return any;
  }

  /**
   * Waits for a ring and takes it; for a thread that watches nothing else.
   *
   * @return whether there was one before the timeout
   */
  public boolean await(int timeoutMillis) {
    return Polling.awaitReadable(kernel, fd, timeoutMillis) && drain();
  }

  int descriptor() {
    return fd;
  }

  @Override
  public void close() {
    kernel.close(fd);
  }
}
