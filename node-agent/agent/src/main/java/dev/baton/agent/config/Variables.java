package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $NAME=VALUE} and its uses. A value is put in where it is used, with what is defined by
 * then; what is not defined stays as it is written. A value of several lines may end a line, and
 * brings its other lines after it.
 */
final class Variables {
  private static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_]\\w*)=(.*)");
  private static final Pattern USE =
      Pattern.compile("\\$(?:([A-Za-z_]\\w*)(?=(\\s|$)?)|\\{([A-Za-z_]\\w*)((?:\\s[^{}]*)?)})");
  private static final int MAX_DEPTH = 16;
  private static final int MAX_LENGTH = 65_536;

  private final Findings findings;
  private final Predefined predefined;
  private final Map<String, List<Line>> values = new HashMap<>();

  /** A line that begins a definition. */
  record Definition(String name, Line value) {}

  Variables(Findings findings, Predefined predefined) {
    this.findings = findings;
    this.predefined = predefined;
  }

  /** What the line defines, if it does. */
  static Optional<Definition> definitionIn(Line line) {
    int start = line.indent();
    if (!line.text().startsWith("$", start)) {
      return Optional.empty();
    }
    Matcher definition = DEFINITION.matcher(line.text()).region(start, line.text().length());
    if (!definition.matches()) {
      return Optional.empty();
    }
    Chars value = line.chars().part(definition.start(2), definition.end(2));
    return Optional.of(new Definition(definition.group(1), line.with(value).stripped()));
  }

  /** Gives a variable its value, of one line or several. */
  void define(String name, List<Line> value) {
    values.put(name, List.copyOf(value));
  }

  /** Gives a variable a value that stands nowhere as such. */
  void define(String name, String value, Line user) {
    define(name, List.of(user.with(Chars.allAt(value, 1))));
  }

  /** The lines that come of this one; none if they never end. */
  List<Line> substituted(Line line) {
    Line current = line;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Line next = substitutedOnce(current);
      if (next.text().equals(current.text())) {
        return withFurtherLines(current);
      }
      if (next.text().length() > MAX_LENGTH) {
        break;
      }
      current = next;
    }
    findings.error(
        line.at(line.indent()),
        "the variables of this line name each other without end, or make it longer than "
            + MAX_LENGTH
            + " characters; the line is left out: correct the definitions");
    return List.of();
  }

  /** The same without a word about what cannot be put in. */
  Line substitutedQuietly(Line line) {
    Line current = line;
    for (int depth = 0; depth < MAX_DEPTH && current.text().length() <= MAX_LENGTH; depth++) {
      current = substitutedOnce(current);
    }
    return current;
  }

  private Line substitutedOnce(Line line) {
    if (line.text().indexOf('$') < 0) {
      return line;
    }
    Matcher use = USE.matcher(line.text());
    var result = new Chars.Builder();
    int copied = 0;
    while (use.find() && result.length() <= MAX_LENGTH) {
      Optional<String> value = valueOfOneLine(use, line);
      if (value.isPresent()) {
        result.copy(line.chars(), copied, use.start());
        result.insert(value.get(), line.at(use.start()).column());
        copied = use.end();
      }
    }
    result.copy(line.chars(), copied, line.text().length());
    return line.with(result.chars());
  }

  private Optional<String> valueOfOneLine(Matcher use, Line line) {
    if (!isComplete(use)) {
      return Optional.empty();
    }
    List<Line> value = values.getOrDefault(name(use), List.of());
    if (!value.isEmpty() && !takesArguments(use)) {
      return value.size() == 1 ? Optional.of(value.getFirst().text()) : Optional.empty();
    }
    String arguments = use.group(4) == null ? "" : use.group(4).strip();
    return predefined.value(name(use), arguments, Quotes.enclose(line.text(), use.start()));
  }

  /** keepalived takes {@code $NAME} for a use only before a space, {@code ${NAME}} anywhere. */
  private static boolean isComplete(Matcher use) {
    return use.group(1) == null || use.group(2) != null;
  }

  private static String name(Matcher use) {
    return use.group(1) == null ? use.group(3) : use.group(1);
  }

  private static boolean takesArguments(Matcher use) {
    return use.group(4) != null && !use.group(4).isBlank();
  }

  private List<Line> withFurtherLines(Line line) {
    if (line.text().indexOf('$') < 0) {
      return List.of(line);
    }
    Matcher use = USE.matcher(line.text());
    while (use.find()) {
      List<Line> value = isComplete(use) ? values.getOrDefault(name(use), List.of()) : List.of();
      if (value.size() > 1 && line.text().substring(use.end()).isBlank()) {
        return joined(line, use.start(), value);
      }
      warn(line, use, value.size());
    }
    return List.of(line);
  }

  private static List<Line> joined(Line line, int start, List<Line> value) {
    int column = line.at(start).column();
    var first = new Chars.Builder();
    first.copy(line.chars(), 0, start);
    first.insert(value.getFirst().text(), column);
    var lines = new ArrayList<Line>();
    lines.add(line.with(first.chars()));
    for (Line further : value.subList(1, value.size())) {
      lines.add(line.with(Chars.allAt(further.text(), column), further.comment()));
    }
    return lines;
  }

  private void warn(Line line, Matcher use, int valueLines) {
    String name = name(use);
    boolean isDefined = values.containsKey(name) || predefined.has(name);
    if (!isDefined && Quotes.enclose(line.text(), use.start())) {
      // Scripts have variables of their own.
      return;
    }
    Position position = line.at(use.start());
    if (valueLines > 1) {
      findings.warn(
          position,
          "$"
              + name
              + " has several lines and stays as it is written: put it at the end of a line");
    } else if (!isDefined) {
      findings.warnUndefined(
          position,
          name,
          "the variable $%s is not defined and stays as it is written; define it with $%s=VALUE above"
              .formatted(name, name));
    } else if (isComplete(use)) {
      findings.warn(
          position, "'" + use.group() + "' stays as it is written: " + predefined.form(name));
    } else {
      findings.warn(
          position,
          "$%s stays as it is written, as no space follows it; write ${%s}".formatted(name, name));
    }
  }
}
