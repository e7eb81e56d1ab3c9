package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements of one block by keyword. Asking for a value checks its form and its limits; what
 * is wrong is reported where it stands, and the value asked for as a substitute is given.
 */
final class Settings {
  private final Map<String, List<Statement>> said = new HashMap<>();
  private final Set<String> faulty = new HashSet<>();
  private final Map<String, Integer> lastOrdinal = new HashMap<>();
  private final Position block;
  private final Findings findings;
  private int ordinal;

  private Settings(Position block, Findings findings) {
    this.block = block;
    this.findings = findings;
  }

  /** Takes the statements that are to be read; about all others it says why they are not. */
  static Settings of(
      Position block, List<Statement> statements, Keywords keywords, Findings findings) {
    var settings = new Settings(block, findings);
    var standings = new Judgement(findings);
    for (Statement statement : statements) {
      if (standings.isToBeRead(statement, keywords)) {
        settings.add(statement);
      }
    }
    return settings;
  }

  private void add(Statement statement) {
    said.computeIfAbsent(statement.keyword(), keyword -> new ArrayList<>()).add(statement);
    lastOrdinal.put(statement.keyword(), ordinal++);
  }

  /** Where the block begins. */
  Position start() {
    return block;
  }

  boolean has(String keyword) {
    return said.containsKey(keyword);
  }

  /** Where a keyword stands last, or the block if it does not. */
  Position at(String keyword) {
    return has(keyword) ? all(keyword).getLast().position() : block;
  }

  /** All statements with this keyword. */
  List<Statement> all(String keyword) {
    return said.getOrDefault(keyword, List.of());
  }

  /** Says what is wrong with a keyword, where it stands last. */
  void warn(String keyword, String message) {
    findings.warn(at(keyword), message);
  }

  /** Says what is to be known of a keyword that is used as it is written. */
  void remark(String keyword, String message) {
    findings.remark(at(keyword), message);
  }

  /** A value that was asked for once before, with another substitute, is not wrong twice. */
  private void fault(String keyword, String message) {
    if (faulty.add(keyword)) {
      warn(keyword, message);
    }
  }

  /** Whether the first keyword stands after the last of the second, or alone. */
  boolean isLater(String keyword, String other) {
    return lastOrdinal.getOrDefault(keyword, -1) > lastOrdinal.getOrDefault(other, -1);
  }

  /** The one word after a keyword. */
  String word(String keyword, String absent) {
    if (!has(keyword)) {
      return absent;
    }
    List<Statement> statements = all(keyword);
    for (Statement earlier : statements.subList(0, statements.size() - 1)) {
      findings.remark(
          earlier.position(),
          keyword + " is given again below, and the last one counts; remove one");
    }
    Statement last = statements.getLast();
    if (last.arguments().isEmpty()) {
      findings.warn(last.position(), keyword + " has no value and is read over; give it one");
      return absent;
    }
    for (Word extra : last.arguments().subList(1, last.arguments().size())) {
      findings.warn(
          extra.position(), keyword + " takes one value; what follows it is read over: remove it");
    }
    return last.arguments().getFirst().text();
  }

  /** A whole number. */
  int integer(String keyword, Range range, int absent) {
    return integer(keyword, range, absent, absent);
  }

  /** A whole number, with another substitute for what is wrong than for what is absent. */
  int integer(String keyword, Range range, int absent, int substitute) {
    String given = word(keyword, "");
    if (given.isEmpty()) {
      return absent;
    }
    if (Numbers.isInteger(given) && range.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    fault(
        keyword,
        "%s is '%s', allowed is %s; %d is used instead: correct it"
            .formatted(keyword, given, range, substitute));
    return substitute;
  }

  /** Seconds, with a fraction if need be. */
  long nanos(String keyword, Range seconds, long absent) {
    String given = word(keyword, "");
    if (given.isEmpty()) {
      return absent;
    }
    if (Numbers.isDecimal(given) && seconds.containsNanos(Numbers.nanos(given))) {
      return Numbers.nanos(given);
    }
    fault(
        keyword,
        "%s is '%s', allowed is %s seconds; %s s is used instead: correct it"
            .formatted(keyword, given, seconds, Numbers.seconds(absent)));
    return absent;
  }

  /** A keyword that is on when it stands alone, and may be followed by on or off. */
  boolean flag(String keyword, boolean absent) {
    if (!has(keyword)) {
      return absent;
    }
    if (all(keyword).getLast().arguments().isEmpty()) {
      return true;
    }
    return switch (word(keyword, "")) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      case String other -> {
        fault(
            keyword,
            "%s is '%s', allowed is on, true, yes, off, false or no; %s is used instead: correct it"
                .formatted(keyword, other, absent ? "on" : "off"));
        yield absent;
      }
    };
  }
}
