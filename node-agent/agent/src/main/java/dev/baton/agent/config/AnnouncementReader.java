package dev.baton.agent.config;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.events.Family;
import java.util.regex.Pattern;

/** Reads how addresses are announced; an instance's own settings go before the global ones. */
final class AnnouncementReader {
  private static final Range REPEAT = new Range(1, 65_535);
  private static final Range LOWER_PRIORITY_REPEAT = new Range(0, 65_535);

  /** keepalived counts microseconds in 32 bits. */
  private static final Range SECONDS = new Range(0, 4294);

  private static final Range REFRESH_SECONDS = new Range(0, 999_999_999);
  private static final long FIVE_SECONDS = 5_000_000_000L;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final Settings settings;
  private final Settings globals;

  private AnnouncementReader(Settings settings, Settings globals) {
    this.settings = settings;
    this.globals = globals;
  }

  /** Reports what is wrong with the global settings. */
  static void check(Settings globals) {
    read(globals, globals, Family.IPV4);
    read(globals, globals, Family.IPV6);
  }

  static Announcements read(Settings settings, Settings globals, Family family) {
    var reader = new AnnouncementReader(settings, globals);
    boolean isLeast = globals.flag("vrrp_min_garp", false);
    var onActive =
        new Burst(
            reader.count("garp_master_repeat", REPEAT, isLeast ? 1 : 5),
            reader.nanos("garp_master_delay", isLeast ? 0 : FIVE_SECONDS));
    var onLowerPriority =
        new Burst(
            reader.count("garp_lower_prio_repeat", LOWER_PRIORITY_REPEAT, onActive.repeat()),
            reader.nanos("garp_lower_prio_delay", onActive.delayNanos()));
    return new Announcements(
        onActive,
        onLowerPriority,
        reader.nanos("garp_master_refresh", REFRESH_SECONDS, 0),
        reader.count("garp_master_refresh_repeat", REPEAT, 1),
        gapNanos(globals, family));
  }

  private int count(String keyword, Range range, int absent) {
    int global = count(globals, "vrrp_" + keyword, range, absent);
    return count(settings, keyword, range, global);
  }

  /** As in keepalived 0 is the least that is allowed, and what is below it is not there. */
  private static int count(Settings from, String keyword, Range range, int absent) {
    String given = from.word(keyword, "");
    int substitute =
        !DIGITS.matcher(given).matches() ? absent : given.equals("0") ? range.min() : range.max();
    return from.integer(keyword, range, absent, substitute);
  }

  private long nanos(String keyword, long absent) {
    return nanos(keyword, SECONDS, absent);
  }

  private long nanos(String keyword, Range seconds, long absent) {
    long global = globals.nanos("vrrp_" + keyword, seconds, absent);
    return settings.nanos(keyword, seconds, global);
  }

  private static long gapNanos(Settings globals, Family family) {
    return switch (family) {
      case IPV4 -> globals.nanos("vrrp_garp_interval", SECONDS, 0);
      case IPV6 -> globals.nanos("vrrp_gna_interval", SECONDS, 0);
    };
  }
}
