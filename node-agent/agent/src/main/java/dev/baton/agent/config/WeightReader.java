package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads {@code weight W}, {@code reverse} and {@code noreverse}, wherever they stand. */
final class WeightReader {
  private static final Keywords WORDS =
      new Keywords("after a tracked name").read("weight reverse noreverse");

  private static final Set<String> DIRECTIONS = Set.of("reverse", "noreverse");

  private static final int MOST_OF_SCRIPTS = 253;

  private static final String AS_KEEPALIVED =
      ", as keepalived 2.2.7 does although its manual allows more";

  private final Range allowed;
  private Range documented;
  private final Findings findings;
  private int weight;
  private boolean reverse;

  /** With what holds where nothing is said. */
  WeightReader(Range allowed, int weight, boolean reverse, Findings findings) {
    this.allowed = allowed;
    this.documented = allowed;
    this.weight = weight;
    this.reverse = reverse;
    this.findings = findings;
  }

  /** Whether keepalived passes an entry over, for a direction without a weight; says so. */
  static boolean isLost(Statement entry, String what, Findings findings) {
    for (Word word : entry.arguments()) {
      if (word.text().equals("weight")) {
        return false;
      }
      if (DIRECTIONS.contains(word.text())) {
        findings.warn(
            word.position(),
            "%s is not tracked: %s stands after a weight only, and keepalived ignores this line;"
                    .formatted(what, word.text())
                + " write weight 0 %s".formatted(word.text()));
        return true;
      }
    }
    return false;
  }

  /** Reads the words after a name that is tracked. */
  void options(List<Word> given) {
    var judgement = new Judgement(findings);
    for (Iterator<Word> words = given.iterator(); words.hasNext(); ) {
      Word option = words.next();
      if (judgement.isToBeRead(option, WORDS)) {
        switch (option.text()) {
          case "weight" -> number(option, words, false);
          case "reverse" -> reverse = true;
          default -> reverse = false;
        }
      }
    }
  }

  /** Reads the words after {@code weight} in a definition. */
  void definition(Settings settings) {
    definition(settings, allowed);
  }

  /** The same, where keepalived's manual allows more than keepalived does. */
  void definition(Settings settings, Range manual) {
    documented = manual;
    if (settings.has("weight")) {
      var statement = settings.all("weight").getLast();
      var words = statement.arguments().iterator();
      number(statement.words().getFirst(), words, true);
      words.forEachRemaining(this::direction);
    }
  }

  private void direction(Word word) {
    if (DIRECTIONS.contains(word.text())) {
      reverse = word.text().equals("reverse");
    } else {
      findings.warn(
          word.position(),
          "after a weight stands '%s', allowed is reverse or noreverse; it is read over: remove it"
              .formatted(word.text()));
    }
  }

  private void number(Word option, Iterator<Word> words, boolean isDefinition) {
    String given = words.hasNext() ? words.next().text() : "";
    if (Numbers.isWithin(given, allowed)) {
      weight = Integer.parseInt(given);
      return;
    }
    weight = substitute(given, isDefinition);
    findings.warn(
        option.position(),
        "weight is '%s', allowed is %s; %d is used instead%s%s: correct it"
            .formatted(
                given,
                allowed,
                weight,
                Numbers.isWithin(given, documented) ? AS_KEEPALIVED : "",
                weight == 0 ? " (being down is a fault)" : ""));
  }

  /** keepalived runs a script with any weight, and tracks one with 254 as with 253. */
  private int substitute(String given, boolean isDefinition) {
    if (!Numbers.isInteger(given) || allowed.max() != MOST_OF_SCRIPTS) {
      return weight;
    }
    int nearest = Math.clamp(Integer.parseInt(given), -MOST_OF_SCRIPTS, MOST_OF_SCRIPTS);
    boolean isNearly = Math.abs(Integer.parseInt(given)) == MOST_OF_SCRIPTS + 1;
    return isDefinition || isNearly ? nearest : weight;
  }

  int weight() {
    return weight;
  }

  boolean reverse() {
    return reverse;
  }
}
