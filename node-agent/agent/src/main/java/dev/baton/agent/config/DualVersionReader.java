package dev.baton.agent.config;

import dev.baton.events.Family;
import java.util.Set;

/**
 * Reads {@code #@baton dual_version}: version 2 is spoken beside version 3 (RFC 9568 section
 * 8.4.2). keepalived has no such mode.
 */
final class DualVersionReader {
  private static final String KEY = "dual_version";

  private DualVersionReader() {}

  static boolean read(InstanceBlock block, int version, Family family) {
    var settings = new BatonSettings(block.findings());
    boolean isAsked = settings.word(KEY, Set.of("on", "off"), block.body()).equals("on");
    if (isAsked && family == Family.IPV6) {
      warn(settings, block, "version 2 has no IPv6: remove it");
    } else if (isAsked && version == 2) {
      warn(settings, block, "version 2 is spoken beside version 3: write version 3, too");
    }
    return isAsked && version == 3 && family == Family.IPV4;
  }

  private static void warn(BatonSettings settings, InstanceBlock block, String why) {
    settings.warn(KEY, block.body(), "#@baton dual_version is read over, " + why);
  }
}
