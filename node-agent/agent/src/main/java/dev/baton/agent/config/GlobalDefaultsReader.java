package dev.baton.agent.config;

import dev.baton.agent.config.GlobalDefaults.Switch;
import dev.baton.events.Family;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what instances fall back on, once more and for itself. */
final class GlobalDefaultsReader {
  private static final String USUAL_INTERFACE = "eth0";

  private GlobalDefaultsReader() {}

  static GlobalDefaults usual() {
    var findings = new Findings();
    var nothing = Settings.of(new Position("", 1, 1), List.of(), Keywords.GLOBAL, findings);
    return read(nothing, findings);
  }

  static GlobalDefaults read(Settings globals, Findings findings) {
    return new GlobalDefaults(
        GlobalRules.version(globals),
        GlobalRules.downTimerAdverts(globals),
        AnnouncementReader.read(globals, globals, Family.IPV4),
        AnnouncementReader.read(globals, globals, Family.IPV6).gapNanos(),
        List.of(
            MulticastGroups.ofAll(globals, Family.IPV4, findings),
            MulticastGroups.ofAll(globals, Family.IPV6, findings)),
        globals.word("default_interface", USUAL_INTERFACE),
        Arrays.stream(Switch.values())
            .filter(is -> isOn(is, globals))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isOn(Switch is, Settings globals) {
    // A word may stand behind it that is neither on nor off.
    return is == Switch.DYNAMIC_INTERFACES
        ? globals.has(is.word())
        : globals.flag(is.word(), false);
  }
}
