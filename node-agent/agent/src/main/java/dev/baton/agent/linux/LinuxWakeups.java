package dev.baton.agent.linux;

import dev.baton.agent.engine.Wakeups;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.HashMap;
import java.util.Map;

/**
 * One epoll set over every socket of the engine, the FIFOs that wake it, and one timer.
 *
 * <p>epoll_wait counts in milliseconds, so the deadline is a timerfd in absolute monotonic time,
 * which is set again only when the deadline changed.
 */
public final class LinuxWakeups implements Wakeups, AutoCloseable {
  private static final int EPOLLIN = 1;
  private static final int CONTROL_ADD = 1;
  private static final int CONTROL_DELETE = 2;
  private static final int EVENTS_CAPACITY = 64;
  private static final int FOREVER = -1;
  private static final int AT_ONCE = 0;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Kernel kernel;
  private final int epoll;
  private final int timer;
  private final Readiness timerReadiness;
  private final NativeBuffer events;
  private final NativeBuffer control;
  private final NativeBuffer itimerspec = NativeBuffer.allocate(32);
  private final NativeBuffer expirations = NativeBuffer.allocate(8);
  private final Map<Integer, Readiness> watched = new HashMap<>();
  private final Map<Fifo, Readiness> fifos = new HashMap<>();
  private long armedNanos = NO_DEADLINE;

  /** An empty set. */
  public LinuxWakeups(Kernel kernel) {
    this.kernel = kernel;
    events = NativeBuffer.allocate(EVENTS_CAPACITY * kernel.epollEventBytes());
    control = NativeBuffer.allocate(kernel.epollEventBytes());
    epoll = kernel.epollCreate();
    timer = kernel.timerCreate();
    timerReadiness = watch(timer);
  }

  /** Lets whoever rings this FIFO wake the engine; its rings are taken out by the wait itself. */
  public void watch(Fifo fifo) {
    fifos.put(fifo, watch(fifo.descriptor()));
  }

  /** The readiness of a descriptor from now on; what is there already counts. */
  Readiness watch(int fd) {
    control.bytes().putInt(0, EPOLLIN).putLong(kernel.epollWordOffset(), fd);
    kernel.epollControl(epoll, CONTROL_ADD, fd, control);
    var readiness = new Readiness();
    watched.put(fd, readiness);
    return readiness;
  }

  /** Forgets a descriptor; to be called before it is closed. */
  void forget(int fd) {
    kernel.epollControl(epoll, CONTROL_DELETE, fd, control);
    watched.remove(fd);
  }

  @Override
  public void await(long untilNanos) {
    arm(untilNanos);
    var count = kernel.epollWait(epoll, events, EVENTS_CAPACITY, FOREVER);
    while (count == -Errno.EINTR) {
      // A process that was stopped and goes on gets here (signal(7)). What has arrived meanwhile
      // must be known before any timer fires.
      count = kernel.epollWait(epoll, events, EVENTS_CAPACITY, AT_ONCE);
    }
    if (count < 0) {
      throw new NativeCallException("epoll_wait", "", -count);
    }
    for (int i = 0; i < count; i++) {
      markReady(i * kernel.epollEventBytes());
    }
    if (timerReadiness.isReadable()) {
      takeExpiration();
    }
    fifos.forEach(LinuxWakeups::takeRings);
  }

  private void arm(long untilNanos) {
    if (untilNanos == armedNanos) {
      return;
    }
    // An itimerspec of zero disarms; a deadline at or before the origin is long past.
    var value = untilNanos == NO_DEADLINE ? 0 : Math.max(1, untilNanos);
    itimerspec.bytes().putLong(16, value / NANOS_PER_SECOND).putLong(24, value % NANOS_PER_SECOND);
    kernel.timerSet(timer, itimerspec);
    armedNanos = untilNanos;
  }

  private void markReady(int eventOffset) {
    var fd = (int) events.bytes().getLong(eventOffset + kernel.epollWordOffset());
    var readiness = watched.get(fd);
    if (readiness != null) {
      readiness.mark();
    }
  }

  /** A timer that was read is not armed any more, and a passed deadline may be awaited again. */
  private void takeExpiration() {
    kernel.read(timer, expirations);
    timerReadiness.clear();
    armedNanos = NO_DEADLINE;
  }

  private static void takeRings(Fifo fifo, Readiness readiness) {
    if (readiness.isReadable()) {
      fifo.drain();
      readiness.clear();
    }
  }

  @Override
  public void close() {
    kernel.close(timer);
    kernel.close(epoll);
  }
}
