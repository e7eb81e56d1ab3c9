package dev.baton.agent.linux.ffi;

/**
 * Raw signatures of the C library, as in the manual pages. Pointers are addresses, {@code size_t}
 * and {@code long} are longs. Call them through {@link Kernel}, which reads errno at once.
 */
public interface LibC {
  int socket(int domain, int type, int protocol);

  int bind(int fd, long address, int addressBytes);

  int setsockopt(int fd, int level, int name, long value, int valueBytes);

  int sendmmsg(int fd, long messages, int count, int flags);

  int recvmmsg(int fd, long messages, int count, int flags, long timeout);

  long send(int fd, long buffer, long bytes, int flags);

  long recv(int fd, long buffer, long bytes, int flags);

  long read(int fd, long buffer, long bytes);

  long write(int fd, long buffer, long bytes);

  int open(String path, int flags);

  int close(int fd);

  int mkfifo(String path, int mode);

  int inotify_init1(int flags);

  int inotify_add_watch(int fd, String path, int mask);

  int inotify_rm_watch(int fd, int watch);

  int if_nametoindex(String name);

  int epoll_create1(int flags);

  int epoll_ctl(int epoll, int operation, int fd, long event);

  int epoll_wait(int epoll, long events, int capacity, int timeoutMillis);

  int timerfd_create(int clock, int flags);

  int timerfd_settime(int fd, int flags, long value, long previous);

  int clock_gettime(int clock, long timespec);

  int poll(long entries, long count, int timeoutMillis);

  int sched_setscheduler(int pid, int policy, long parameter);

  int sched_setaffinity(int pid, long maskBytes, long mask);

  int sched_getaffinity(int pid, long maskBytes, long mask);

  int setpriority(int which, int who, int niceness);

  int getrlimit(int resource, long limit);

  int setrlimit(int resource, long limit);

  int mlockall(int flags);

  int munlockall();

  int kill(int pid, int signal);

  int sigprocmask(int how, long set, long previous);

  long signal(int signal, long disposition);

  int unshare(int flags);

  int setns(int fd, int type);

  int mount(String source, String target, String type, long flags, long options);

  int execv(String path, long arguments);

  long syscall(long number, long first, long second, long third, long fourth);
}
