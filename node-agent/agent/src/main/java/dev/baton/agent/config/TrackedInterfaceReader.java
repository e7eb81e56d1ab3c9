package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads the entries of {@code track_interface}. */
final class TrackedInterfaceReader {
  private static final Range WEIGHT = new Range(-253, 253);

  /** What scripts may have, and what keepalived makes of it here. */
  private static final Map<String, Integer> NEARLY = Map.of("254", 253, "-254", -253);

  private final Findings findings;
  private final Judgement judgement;

  TrackedInterfaceReader(Findings findings) {
    this.findings = findings;
    this.judgement = new Judgement(findings);
  }

  List<TrackedInterface> all(List<Statement> blocks) {
    var tracked = new ArrayList<TrackedInterface>();
    for (Statement block : blocks) {
      block.statements().forEach(entry -> read(entry, tracked));
    }
    return List.copyOf(tracked);
  }

  private void read(Statement entry, List<TrackedInterface> tracked) {
    String name = entry.keyword();
    if (!InterfaceNames.isValid(name)) {
      findings.warn(
          entry.position(),
          "tracked interface is '%s', allowed is %s; it is not tracked: correct it"
              .formatted(name, InterfaceNames.RULE));
    } else if (tracked.stream().anyMatch(other -> other.name().equals(name))) {
      findings.warn(
          entry.position(),
          "interface " + name + " is tracked already; the first one counts: remove this one");
    } else if (!WeightReader.isLost(entry, "interface " + name, findings)) {
      tracked.add(options(entry));
    }
  }

  private TrackedInterface options(Statement entry) {
    int weight = 0;
    boolean reverse = false;
    for (Iterator<Word> words = entry.arguments().iterator(); words.hasNext(); ) {
      Word option = words.next();
      if (judgement.isToBeRead(option, Keywords.TRACKED_INTERFACE)) {
        switch (option.text()) {
          case "weight" -> weight = weight(option, words);
          default -> reverse = option.text().equals("reverse");
        }
      }
    }
    return new TrackedInterface(entry.keyword(), weight, reverse);
  }

  private int weight(Word option, Iterator<Word> words) {
    String given = words.hasNext() ? words.next().text() : "";
    if (Numbers.isInteger(given) && WEIGHT.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    int substitute = NEARLY.getOrDefault(given, 0);
    findings.warn(
        option.position(),
        "weight is '%s', allowed is %s; %d is used instead%s: correct it"
            .formatted(
                given, WEIGHT, substitute, substitute == 0 ? " (the link down is a fault)" : ""));
    return substitute;
  }
}
