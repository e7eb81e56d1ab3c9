package dev.baton.agent.linux.ffi;

/** A call to the kernel failed: which one, on what, why. */
public final class NativeCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /** The failure of this call. */
  public NativeCallException(String call, String subject, int errno) {
    super(describe(call, subject, errno));
    this.errno = errno;
  }

  /** {@code call(subject): ERRNO}, and what would help where that is known. */
  public static String describe(String call, String subject, int errno) {
    return call + "(" + subject + "): " + Errno.nameOf(errno) + remedy(call, errno);
  }

  /** The error number. */
  public int errno() {
    return errno;
  }

  private static String remedy(String call, int errno) {
    // Without the capability, mlockall says that the limit of locked memory is too small.
    if (call.equals("mlockall")) {
      return ". The process needs the capability CAP_IPC_LOCK.";
    }
    // It has an error of its own for that.
    if (call.equals("setpriority") && errno == Errno.EACCES) {
      return ". The process needs the capability CAP_SYS_NICE.";
    }
    if (errno != Errno.EPERM) {
      return "";
    }
    return switch (call) {
      case "socket" -> ". The process needs the capability CAP_NET_RAW to speak VRRP, ARP and ND.";
      case "rtnetlink", "nfnetlink" ->
          ". The process needs the capability CAP_NET_ADMIN to change addresses and filters.";
      case "sched_setscheduler", "sched_setaffinity" ->
          ". The process needs the capability CAP_SYS_NICE.";
      default -> "";
    };
  }
}
