package dev.baton.agent.linux.ffi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Locale;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Runtime;

/**
 * System calls, with their errors. Calls whose failure is a surprise throw {@link
 * NativeCallException}; calls that fail in the ordinary course of things return the negative error
 * number.
 */
public final class Kernel {
  public static final int CLOCK_REALTIME = 0;
  public static final int CLOCK_MONOTONIC = 1;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_TRUNC = 0x20;

  /** Of {@code socket}: close on exec and never block. */
  public static final int SOCK_FLAGS = 0x80000 | 0x800;

  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int TFD_FLAGS = 0x80000 | 0x800;
  private static final int TFD_TIMER_ABSTIME = 1;
  private static final int IN_FLAGS = 0x80000 | 0x800;
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int O_RDWR_NONBLOCK_CLOEXEC = 0x2 | 0x800 | 0x80000;

  /** Of the calls added since Linux 5.1, which have one number on every architecture. */
  private static final int SYS_PIDFD_SEND_SIGNAL = 424;

  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SCRATCH_BYTES = 64;
  private static final int PRIO_PROCESS = 0;
  private static final long SIG_DFL = 0;
  private static final int SIG_UNBLOCK = 1;
  private static final int SIGNAL_SET_BYTES = 128;
  private static final int RLIMIT_RTTIME = 15;

  private final LibC c;
  private final Runtime runtime;
  private final boolean packedEpollEvent;

  private Kernel(LibC c, boolean packedEpollEvent) {
    this.c = c;
    this.runtime = Runtime.getRuntime(c);
    this.packedEpollEvent = packedEpollEvent;
  }

  /** Binds the C library of this machine. Takes some 200 ms: do it once. */
  public static Kernel load() {
    var architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var packed =
        switch (architecture) {
          case "amd64", "x86_64" -> true;
          case "aarch64" -> false;
          default ->
              throw new UnsupportedOperationException(
                  "Baton's agent runs on x86-64 and aarch64, not on " + architecture);
        };
    var c = LibraryLoader.create(LibC.class).option(LibraryOption.SaveError, true).load("c");
    return new Kernel(c, packed);
  }

  /** A socket that never blocks and is closed on exec. */
  public int socket(int domain, int type, int protocol, String subject) {
    return checked(c.socket(domain, type | SOCK_FLAGS, protocol), "socket", subject);
  }

  /** Binds a socket to the address at the start of a buffer. */
  public void bind(int fd, NativeBuffer address, int addressBytes, String subject) {
    held(checked(c.bind(fd, address.address(), addressBytes), "bind", subject), address);
  }

  /** Sets a socket option; the negative error number where that fails. */
  public int setOption(int fd, SocketOption option, NativeBuffer value, int valueBytes) {
    int set = c.setsockopt(fd, option.level(), option.number(), value.address(), valueBytes);
    return held(result(set), value);
  }

  /** Sends a batch; how many messages were taken, or the negative error number of the first. */
  public int sendBatch(int fd, long messages, int count) {
    return result(c.sendmmsg(fd, messages, count, MSG_DONTWAIT));
  }

  /** Receives what is there, at most a batch; how many, or the negative error number. */
  public int receiveBatch(int fd, long messages, int count) {
    return result(c.recvmmsg(fd, messages, count, MSG_DONTWAIT, 0));
  }

  /** Sends the first bytes of a buffer; the negative error number where that fails. */
  public int send(int fd, NativeBuffer buffer, int sizeBytes) {
    return held(result((int) c.send(fd, buffer.address(), sizeBytes, MSG_DONTWAIT)), buffer);
  }

  /** Receives one datagram; its true size, even where the buffer is smaller, or minus errno. */
  public int receive(int fd, NativeBuffer buffer) {
    int flags = MSG_DONTWAIT | MSG_TRUNC;
    return held(result((int) c.recv(fd, buffer.address(), buffer.sizeBytes(), flags)), buffer);
  }

  /** Reads from a file that does not block; bytes, or minus errno. */
  public int read(int fd, NativeBuffer buffer) {
    return held(result((int) c.read(fd, buffer.address(), buffer.sizeBytes())), buffer);
  }

  /** Writes the first bytes of a buffer to a file that does not block; bytes, or minus errno. */
  public int write(int fd, NativeBuffer buffer, int sizeBytes) {
    return held(result((int) c.write(fd, buffer.address(), sizeBytes)), buffer);
  }

  /** Makes a FIFO that only its owner may use; the negative error number where that fails. */
  public int makeFifo(String path) {
    return result(c.mkfifo(path, 0600));
  }

  /** Opens a file for reading and writing, without blocking. */
  public int open(String path) {
    return checked(c.open(path, O_RDWR_NONBLOCK_CLOEXEC), "open", path);
  }

  /** Closes a descriptor; there is nothing to be done about a failure. */
  public void close(int fd) {
    c.close(fd);
  }

  /** A descriptor that tells of files, or the negative error number. */
  public int inotify() {
    return result(c.inotify_init1(IN_FLAGS));
  }

  /** Has it tell of a path; the number of the watch, or the negative error number. */
  public int inotifyAdd(int fd, String path, int mask) {
    return result(c.inotify_add_watch(fd, path, mask));
  }

  /** Has it tell no more; a watch that is gone already is no failure. */
  public void inotifyRemove(int fd, int watch) {
    c.inotify_rm_watch(fd, watch);
  }

  /** The index of an interface, or the negative error number ({@code ENODEV}: no such one). */
  public int interfaceIndex(String name) {
    var index = c.if_nametoindex(name);
    return index == 0 ? -runtime.getLastError() : index;
  }

  /** A new epoll set. */
  public int epollCreate() {
    return checked(c.epoll_create1(EPOLL_CLOEXEC), "epoll_create1", "");
  }

  /** Where the user's word is in an epoll_event: the struct is packed on x86-64 only. */
  public int epollWordOffset() {
    return packedEpollEvent ? 4 : 8;
  }

  /** The size of an epoll_event. */
  public int epollEventBytes() {
    return packedEpollEvent ? 12 : 16;
  }

  /** Changes an epoll set; the event is at the start of the buffer. */
  public void epollControl(int epoll, int operation, int fd, NativeBuffer event) {
    int changed = c.epoll_ctl(epoll, operation, fd, event.address());
    held(checked(changed, "epoll_ctl", "fd " + fd), event);
  }

  /** Waits; how many events are in the buffer, or the negative error number. */
  public int epollWait(int epoll, NativeBuffer events, int capacity, int timeoutMillis) {
    return held(result(c.epoll_wait(epoll, events.address(), capacity, timeoutMillis)), events);
  }

  /** A timer of the monotonic clock. */
  public int timerCreate() {
    return checked(c.timerfd_create(CLOCK_MONOTONIC, TFD_FLAGS), "timerfd_create", "");
  }

  /** Sets a timer to the itimerspec at the start of a buffer, in absolute time. */
  public void timerSet(int fd, NativeBuffer itimerspec) {
    int set = c.timerfd_settime(fd, TFD_TIMER_ABSTIME, itimerspec.address(), 0);
    held(checked(set, "timerfd_settime", ""), itimerspec);
  }

  /** Reads a clock into the timespec at the start of a buffer. */
  public void clock(int clock, NativeBuffer timespec) {
    int read = c.clock_gettime(clock, timespec.address());
    held(checked(read, "clock_gettime", "clock " + clock), timespec);
  }

  /** Waits for the one pollfd at the start of a buffer; 0 at the timeout, or minus errno. */
  public int poll(NativeBuffer pollfd, int timeoutMillis) {
    return held(result(c.poll(pollfd.address(), 1, timeoutMillis)), pollfd);
  }

  /** A descriptor that becomes readable when a process ends, or the negative error number. */
  public int processOpen(long pid) {
    return result((int) c.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0));
  }

  /** Sends a signal to the process of a descriptor; 0, or the negative error number. */
  public int processSignal(int processFd, int signal) {
    return result((int) c.syscall(SYS_PIDFD_SEND_SIGNAL, processFd, signal, 0, 0));
  }

  /** Sends a signal to all processes of a group; 0, or the negative error number. */
  public int signalGroup(long groupId, int signal) {
    return result(c.kill((int) -groupId, signal));
  }

  /**
   * Sets the scheduling policy of a thread, 0 for the calling one; 0, or the negative error number.
   */
  public int schedule(int thread, int policy, int priority) {
    var parameter = NativeBuffer.allocate(SCRATCH_BYTES);
    parameter.bytes().putInt(0, priority);
    return held(result(c.sched_setscheduler(thread, policy, parameter.address())), parameter);
  }

  /** Sets how nice a thread is to others; 0, or the negative error number. */
  public int nice(int thread, int niceness) {
    return result(c.setpriority(PRIO_PROCESS, thread, niceness));
  }

  /**
   * Reads the processors of the calling thread into a mask; bytes, or the negative error number.
   */
  public int processors(NativeBuffer mask) {
    return held(result(c.sched_getaffinity(0, mask.sizeBytes(), mask.address())), mask);
  }

  /** Binds a thread to the processors of a mask; 0, or the negative error number. */
  public int bind(int thread, NativeBuffer mask) {
    return held(result(c.sched_setaffinity(thread, mask.sizeBytes(), mask.address())), mask);
  }

  /**
   * Sets after how much time on a processor without a pause a real-time thread of this process is
   * told of it (SIGXCPU), 0 for never. What the host has set for its end stays; 0, or the negative
   * error number.
   */
  public int limitRealTime(long micros) {
    var limit = NativeBuffer.allocate(SCRATCH_BYTES);
    int read = result(c.getrlimit(RLIMIT_RTTIME, limit.address()));
    if (read < 0) {
      return read;
    }
    limit.bytes().putLong(0, micros == 0 ? limit.bytes().getLong(Long.BYTES) : micros);
    return held(result(c.setrlimit(RLIMIT_RTTIME, limit.address())), limit);
  }

  /** Gives the calling thread parts of its own (CLONE_*); 0, or the negative error number. */
  public int unshare(int parts) {
    return result(c.unshare(parts));
  }

  /** Puts the calling thread into a namespace; 0, or the negative error number. */
  public int enter(int fd, int part) {
    return result(c.setns(fd, part));
  }

  /** Opens a file or directory for reading; the negative error number where that fails. */
  public int openToRead(String path) {
    return result(c.open(path, O_RDONLY_CLOEXEC));
  }

  /** Mounts what a type has, or with MS_* flags what is there; 0, or the negative error number. */
  public int mount(String source, String target, String type, long flags) {
    return result(c.mount(source, target, type, flags, 0));
  }

  /** Becomes another program; it only returns when it cannot, with the negative error number. */
  public int become(String program, List<String> arguments) {
    var octets = arguments.stream().map(a -> (a + '\0').getBytes(UTF_8)).toList();
    int textBytes = octets.stream().mapToInt(each -> each.length).sum();
    int pointers = (arguments.size() + 1) * Long.BYTES;
    var buffer = NativeBuffer.allocate(pointers + textBytes);
    int at = pointers;
    for (int i = 0; i < octets.size(); i++) {
      buffer.bytes().putLong(i * Long.BYTES, buffer.at(at));
      buffer.bytes().put(at, octets.get(i));
      at += octets.get(i).length;
    }
    return held(result(c.execv(program, buffer.address())), buffer);
  }

  /** Keeps the memory of this process from being paged out; 0, or the negative error number. */
  public int lockMemory(int flags) {
    return result(c.mlockall(flags));
  }

  /** Lets memory be paged out again. */
  public void unlockMemory() {
    c.munlockall();
  }

  /**
   * A buffer lives as long as somebody will use it again; without this, the last use would be the
   * one of its address, and the kernel would write to memory that is another's by then.
   */
  private static int held(int value, NativeBuffer buffer) {
    try {
      return value;
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  private int result(int value) {
    return value < 0 ? -runtime.getLastError() : value;
  }

  private int checked(int value, String call, String subject) {
    if (value < 0) {
      throw new NativeCallException(call, subject, runtime.getLastError());
    }
    return value;
  }

  /** Lets the calling thread, and those that it starts, get signals that were held back. */
  public void unblock(List<Integer> signals) {
    var set = NativeBuffer.allocate(SIGNAL_SET_BYTES);
    long bits = 0;
    for (int signal : signals) {
      bits |= 1L << (signal - 1);
    }
    set.bytes().putLong(0, bits);
    held(c.sigprocmask(SIG_UNBLOCK, set.address(), 0), set);
  }

  /** Has a signal do again what the system has it do, in place of nothing. */
  public void unignore(int signal) {
    c.signal(signal, SIG_DFL);
  }
}
