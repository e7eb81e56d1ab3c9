package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.TrackerDefinition.Script;
import java.util.List;
import java.util.Optional;

/** Reads {@code vrrp_script}. */
final class ScriptTrackerReader {
  static final Keywords WORDS =
      new Keywords("in vrrp_script")
          .read("script interval timeout weight rise fall user init_fail");

  /** keepalived counts microseconds in 32 bits. */
  private static final long MOST_SECONDS = 4294;

  private static final Range COUNT = new Range(1, 999_999_999);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Settings settings;
  private final Findings findings;
  private final WeightReader weight;

  ScriptTrackerReader(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
    this.weight = new WeightReader(TrackerKind.SCRIPT.weights(), 0, false, findings);
  }

  Optional<Script> read(String name, ScriptRules rules) {
    weight.definition(settings);
    long interval = positive("interval", SECOND_NANOS);
    long timeout = positive("timeout", interval);
    int rise = settings.integer("rise", COUNT, 1);
    int fall = settings.integer("fall", COUNT, 1);
    boolean failsAtFirst = settings.flag("init_fail", false);
    String text = settings.word("script", "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    var command = rules.command(text, user(), findings);
    return Optional.of(new Script(name, command, interval, timeout, rise, fall, failsAtFirst));
  }

  private List<Word> user() {
    if (!settings.has("user")) {
      return List.of();
    }
    List<Word> words = settings.all("user").getLast().arguments();
    if (words.isEmpty()) {
      findings.warn(settings.at("user"), "user names no user and is read over; give one");
    }
    return words;
  }

  private long positive(String keyword, long absent) {
    String given = settings.word(keyword, "");
    if (given.isEmpty()) {
      return absent;
    }
    long nanos = Numbers.isDecimal(given) ? Numbers.nanos(given) : 0;
    if (nanos > 0 && nanos <= MOST_SECONDS * SECOND_NANOS) {
      return nanos;
    }
    long substitute = given.equals("0") ? SECOND_NANOS : absent;
    settings.warn(
        keyword,
        "%s is '%s', allowed is more than 0 and at most %d seconds; %s s is used instead: correct it"
            .formatted(keyword, given, MOST_SECONDS, Numbers.seconds(substitute)));
    return substitute;
  }

  int weight() {
    return weight.weight();
  }

  boolean reverse() {
    return weight.reverse();
  }
}
