package dev.baton.vrrp.explain;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.Timers;
import dev.baton.vrrp.VrrpVersion;
import java.util.Locale;

/** What the numbers of a message mean to the other routers. */
final class Meanings {
  private static final int DEFAULT_PRIORITY = 100;

  private Meanings() {}

  static String priority(int priority) {
    return switch (priority) {
      case 0 -> "0: the Active resigns, the next one takes over after its Skew_Time";
      case 255 -> "255: it owns the addresses";
      case DEFAULT_PRIORITY -> "100, the default";
      default -> String.valueOf(priority);
    };
  }

  static String authentication(int type) {
    return switch (type) {
      case 0 -> "0, none";
      case 1 -> "1, password";
      case 2 -> "2, IP authentication header";
      default -> String.valueOf(type);
    };
  }

  /** The interval, and how long a Backup of the default priority waits for the next one. */
  static String interval(Octets message, int centiseconds, int version) {
    String text = centiseconds % 100 == 0 ? centiseconds / 100 + " s" : centiseconds * 10 + " ms";
    if (centiseconds == 0 || message.u8(1) == 0) {
      return text;
    }
    var interval = new Centiseconds(centiseconds);
    var protocol =
        RouterConfig.Protocol.of(
            version == 2 ? VrrpVersion.V2 : VrrpVersion.V3, new Vrid(message.u8(1)), interval);
    var priority = new Priority(DEFAULT_PRIORITY);
    long skew = Timers.skewNanos(protocol, priority, interval);
    long down = Timers.activeDownNanos(protocol, priority, interval);
    return message.u8(2) == 0
        ? text + "; a Backup of priority 100 takes over after " + seconds(skew)
        : text + "; a Backup of priority 100 waits " + seconds(down) + " for the next one";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
