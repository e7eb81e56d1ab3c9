package dev.baton.agent.config;

import dev.baton.agent.config.Entry.BatonSetting;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Baton's own settings at one place of the file. */
final class BatonSettings {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Set<String> ALL = Set.of("node", "segment");

  private final Findings findings;

  BatonSettings(Findings findings) {
    this.findings = findings;
  }

  /** The name that this key is given among these entries, the last one if several, else "". */
  String name(String key, List<Entry> entries) {
    String name = "";
    for (Entry entry : entries) {
      if (entry instanceof BatonSetting setting && setting.key().equals(key)) {
        name = checked(setting, name);
      }
    }
    return name;
  }

  private String checked(BatonSetting setting, String absent) {
    if (NAME.matcher(setting.value()).matches()) {
      return setting.value();
    }
    findings.warn(
        setting.position(),
        "#@baton %s is '%s', allowed is a name of 1 to 64 letters, digits, '.', '_' and '-'; it is"
                .formatted(setting.key(), setting.value())
            + " read over: correct it");
    return absent;
  }

  /** Warns of every setting below these entries that does not belong where it stands. */
  void warnOfOthers(String allowed, List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof BatonSetting setting && !setting.key().equals(allowed)) {
        findings.warn(setting.position(), misplaced(setting, allowed));
      }
    }
  }

  private static String misplaced(BatonSetting setting, String allowed) {
    if (ALL.contains(setting.key())) {
      String place = setting.key().equals("node") ? "outside all blocks" : "inside a vrrp_instance";
      return "#@baton " + setting.key() + " belongs " + place + "; here it is read over: move it";
    }
    return "unknown setting '#@baton "
        + setting.key()
        + "': "
        + (allowed.isEmpty() ? "none is allowed here" : "allowed here is '" + allowed + "'")
        + "; it is read over";
  }
}
