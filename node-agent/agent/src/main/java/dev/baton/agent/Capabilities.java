package dev.baton.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this process may do, by the kernel's word (capabilities(7)). */
final class Capabilities {
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;
  private static final String EFFECTIVE = "CapEff:";

  private Capabilities() {}

  /** The names of those that the agent needs and does not have. */
  static List<String> missing() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(EFFECTIVE)) {
          return missing(Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16));
        }
      }
      throw new IllegalStateException("/proc/self/status has no CapEff");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/self/status", e);
    }
  }

  static List<String> missing(long effective) {
    var missing = new ArrayList<String>();
    if ((effective >> CAP_NET_RAW & 1) == 0) {
      missing.add("CAP_NET_RAW");
    }
    if ((effective >> CAP_NET_ADMIN & 1) == 0) {
      missing.add("CAP_NET_ADMIN");
    }
    return missing;
  }
}
