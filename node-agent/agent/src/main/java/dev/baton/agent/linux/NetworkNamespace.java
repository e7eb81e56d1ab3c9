package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network namespace with a name (ip-netns(8)). A machine for Java has many threads, and each is
 * in a namespace of its own; so that all of them are in this one, the process begins anew there.
 */
public record NetworkNamespace(String name) {
  private static final Path NAMES = Path.of("/run/netns");
  private static final Path OURS = Path.of("/proc/self/ns/net");
  private static final String CONTROL_GROUPS = "/sys/fs/cgroup";

  /** CLONE_NEWNET and CLONE_NEWNS. */
  private static final int NETWORK = 0x4000_0000;

  private static final int MOUNTS = 0x2_0000;

  /** MS_BIND, MS_REC and MS_SLAVE. */
  private static final long BIND = 0x1000;

  private static final long RECURSIVE = 0x4000;
  private static final long SLAVE = 0x8_0000;

  /** Whether this process is in it already. */
  public boolean isOurs() {
    try {
      return Files.isSameFile(NAMES.resolve(name), OURS);
    } catch (IOException e) {
      // There is none of this name.
      return false;
    }
  }

  /**
   * Begins this process anew in it: the same process id, program and arguments, in a view of the
   * file system whose /sys has the interfaces of the namespace. It only returns when that cannot
   * be, and says why; the process is good for nothing but to say so then.
   */
  public String beginAnew(Kernel kernel) {
    int namespace = kernel.openToRead(NAMES.resolve(name).toString());
    if (namespace < 0) {
      return "%s cannot be opened: %s".formatted(NAMES.resolve(name), Errno.nameOf(-namespace));
    }
    int entered = kernel.enter(namespace, NETWORK);
    kernel.close(namespace);
    if (entered < 0) {
      return "it cannot be entered: " + Errno.nameOf(-entered) + " (CAP_SYS_ADMIN is needed)";
    }
    int shown = showInterfaces(kernel);
    if (shown < 0) {
      return "its interfaces cannot be shown in /sys: " + Errno.nameOf(-shown);
    }
    try {
      var program = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();
      return "cannot begin anew: " + Errno.nameOf(-kernel.become(program, ownArguments()));
    } catch (IOException e) {
      return "cannot begin anew: " + e.getMessage();
    }
  }

  /** What is mounted from here on is ours alone, as with ip netns exec. */
  private int showInterfaces(Kernel kernel) {
    int own = kernel.unshare(MOUNTS);
    if (own < 0) {
      return own;
    }
    int apart = kernel.mount("none", "/", "none", RECURSIVE | SLAVE);
    if (apart < 0) {
      return apart;
    }
    // The machine for Java looks there for how much memory it has.
    int groups = kernel.openToRead(CONTROL_GROUPS);
    int shown = kernel.mount(name, "/sys", "sysfs", 0);
    if (groups >= 0) {
      kernel.mount("/proc/self/fd/" + groups, CONTROL_GROUPS, "none", BIND | RECURSIVE);
      kernel.close(groups);
    }
    return shown;
  }

  private static List<String> ownArguments() throws IOException {
    var words = Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1);
    // Each argument ends with a zero, the last one too.
    return List.of(words).subList(0, words.length - 1);
  }
}
