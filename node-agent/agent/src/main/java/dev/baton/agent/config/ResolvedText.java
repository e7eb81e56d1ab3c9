package dev.baton.agent.config;

import java.util.List;

/**
 * The text of a configuration with includes, conditions and variables carried out: it reads as the
 * same configuration on any machine and at any later time. It holds the secrets, and so does not
 * show itself.
 */
public record ResolvedText(String text) {
  static ResolvedText of(List<Line> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      // Of the comments only Baton's own settings mean something.
      String setting = line.comment().isSetting() ? " " + line.comment().text() : "";
      text.append(Comments.escaped(line.text())).append(setting).append('\n');
    }
    return new ResolvedText(text.toString());
  }

  @Override
  public String toString() {
    return "ResolvedText[masked]";
  }
}
