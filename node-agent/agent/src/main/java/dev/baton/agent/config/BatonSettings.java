package dev.baton.agent.config;

import static java.util.stream.Collectors.joining;

import dev.baton.agent.config.Entry.BatonSetting;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Baton's own settings at one place of the file. */
final class BatonSettings {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Which cluster's controller is obeyed. */
  static final String CLUSTER = "cluster";

  /** Whether other programs that do VRRP are borne on the host. */
  static final String BESIDE = "beside_vrrp";

  /** Outside all blocks. */
  static final Set<String> TOP = Set.of("node", CLUSTER, BESIDE, FenceReader.KEY);

  /** In {@code vrrp_instance}. */
  static final Set<String> INSTANCE =
      Set.of("segment", "checksum", "dual_version", FenceReader.KEY);

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

  /** The word that this key is given, one of those allowed, the last one if several, else "". */
  String word(String key, Set<String> words, List<Entry> entries) {
    String word = "";
    for (Entry entry : entries) {
      if (entry instanceof BatonSetting setting && setting.key().equals(key)) {
        if (words.contains(setting.value())) {
          word = setting.value();
        } else {
          findings.warn(
              setting.position(),
              "#@baton %s is '%s', allowed is %s; it is read over: correct it"
                  .formatted(key, setting.value(), quoted(words)));
        }
      }
    }
    return word;
  }

  /** Whether this key is said to be on, the last time if several. */
  boolean isOn(String key, List<Entry> entries) {
    return word(key, Set.of("on", "off"), entries).equals("on");
  }

  /** Warns where this key stands among these entries, the last one if several. */
  void warn(String key, List<Entry> entries, String message) {
    entries.stream()
        .filter(entry -> entry instanceof BatonSetting setting && setting.key().equals(key))
        .reduce((one, other) -> other)
        .ifPresent(entry -> findings.warn(entry.position(), message));
  }

  private static String quoted(Set<String> words) {
    return words.stream().sorted().map(word -> "'" + word + "'").collect(joining(" or "));
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
  void warnOfOthers(Set<String> allowed, List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof BatonSetting setting && !allowed.contains(setting.key())) {
        findings.warn(setting.position(), misplaced(setting, allowed));
      }
    }
  }

  private static String misplaced(BatonSetting setting, Set<String> allowed) {
    if (TOP.contains(setting.key()) || INSTANCE.contains(setting.key())) {
      String place = TOP.contains(setting.key()) ? "outside all blocks" : "inside a vrrp_instance";
      return "#@baton " + setting.key() + " belongs " + place + "; here it is read over: move it";
    }
    return "unknown setting '#@baton "
        + setting.key()
        + "': "
        + (allowed.isEmpty() ? "none is allowed here" : "allowed here is " + quoted(allowed))
        + "; it is read over";
  }
}
