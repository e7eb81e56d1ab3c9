package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.TrackerDefinition.InitialValue;
import dev.baton.agent.config.TrackerDefinition.NumberFile;
import java.util.Optional;

/** Reads {@code track_file}, the definition. */
final class FileTrackerReader {
  static final Keywords WORDS = new Keywords("in track_file").read("file weight init_file");

  /** What keepalived's manual allows as a weight; 2.2.7 takes as much as an instance may give. */
  private static final Range MANUAL = new Range(-Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final Range NUMBER = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final Settings settings;
  private final Findings findings;
  private final WeightReader weight;

  FileTrackerReader(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
    this.weight = new WeightReader(TrackerKind.FILE.weights(), 1, false, findings);
  }

  Optional<NumberFile> read(String name) {
    weight.definition(settings, MANUAL);
    InitialValue initialValue = initialValue();
    String path = settings.word("file", "");
    if (path.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new NumberFile(name, path, initialValue));
  }

  private InitialValue initialValue() {
    if (!settings.has("init_file")) {
      return new InitialValue.None();
    }
    int number = 0;
    boolean always = false;
    for (Word word : settings.all("init_file").getLast().arguments()) {
      if (word.text().equals("overwrite")) {
        always = true;
      } else if (Numbers.isWithin(word.text(), NUMBER)) {
        number = Integer.parseInt(word.text());
      } else {
        findings.warn(
            word.position(),
            "init_file is '%s', allowed is a number and overwrite; it is read over: correct it"
                .formatted(word.text()));
      }
    }
    return always ? new InitialValue.Always(number) : new InitialValue.WhereMissing(number);
  }

  int weight() {
    return weight.weight();
  }

  boolean reverse() {
    return weight.reverse();
  }
}
