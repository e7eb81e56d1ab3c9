package dev.baton.agent.config;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $NAME=VALUE} and its uses. A value is expanded where it is used, with what is defined by
 * then; what is not defined stays as it is written.
 */
final class Variables {
  private static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_]\\w*)=(.*)");
  private static final Pattern USE =
      Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)((?:\\s[^}]*)?)})");
  private static final int MAX_DEPTH = 16;
  private static final int MAX_LENGTH = 65_536;

  private final Findings findings;
  private final Map<String, String> values = new HashMap<>();

  Variables(Findings findings) {
    this.findings = findings;
    values.put("_HASH", "#");
    values.put("_BANG", "!");
    values.put("_INSTANCE", "");
  }

  /** Takes the line if it defines a variable. */
  boolean define(Line line) {
    Matcher definition = DEFINITION.matcher(line.text().strip());
    if (!definition.matches()) {
      return false;
    }
    String value = definition.group(2).strip();
    if (value.endsWith("\\")) {
      findings.warn(
          line.at(line.indent()),
          "not supported yet: definitions of several lines ($"
              + definition.group(1)
              + " gets the first line only); write the value on one line");
      value = value.substring(0, value.length() - 1).strip();
    }
    values.put(definition.group(1), value);
    return true;
  }

  Line expand(Line line) {
    Line expanded = line;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Line next = expandOnce(expanded);
      if (next.text().equals(expanded.text())) {
        warnOfUndefined(expanded);
        return expanded;
      }
      if (next.text().length() > MAX_LENGTH) {
        break;
      }
      expanded = next;
    }
    findings.error(
        line.at(line.indent()),
        "the variables of this line name each other without end, or make it longer than "
            + MAX_LENGTH
            + " characters; the line is left out: correct the definitions");
    return line.with(Chars.of("", 1));
  }

  private Line expandOnce(Line line) {
    Matcher use = USE.matcher(line.text());
    var expanded = new Chars.Builder();
    int copied = 0;
    while (use.find()) {
      String value = values.get(name(use));
      if (value != null && !takesArguments(use)) {
        expanded.copy(line.chars(), copied, use.start());
        expanded.insert(value, line.at(use.start()).column());
        copied = use.end();
      }
      if (expanded.length() > MAX_LENGTH) {
        break;
      }
    }
    expanded.copy(line.chars(), copied, line.text().length());
    return line.with(expanded.chars());
  }

  private static String name(Matcher use) {
    return use.group(1) == null ? use.group(2) : use.group(1);
  }

  private static boolean takesArguments(Matcher use) {
    return use.group(3) != null && !use.group(3).isBlank();
  }

  private void warnOfUndefined(Line line) {
    Matcher use = USE.matcher(line.text());
    while (use.find()) {
      String name = name(use);
      String message =
          name.startsWith("_")
              ? "not supported yet: ${" + name + "} (it stays as it is written)"
              : "the variable $"
                  + name
                  + " is not defined and stays as it is written; define it with $"
                  + name
                  + "=VALUE above";
      findings.warn(line.at(use.start()), message);
    }
  }
}
