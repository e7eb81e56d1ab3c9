package dev.baton.agent.config;

/**
 * The {@code @id} or {@code @^id} in front of a line.
 *
 * @param applies whether the line is meant for this node
 * @param isNameless whether nothing stands behind the {@code @}
 * @param rest the line without the condition
 */
record Condition(boolean applies, boolean isNameless, Line rest) {

  static Condition in(Line line, String configId) {
    String text = line.text();
    int start = line.indent();
    if (!text.startsWith("@", start)) {
      return new Condition(true, false, line);
    }
    boolean isNegated = text.startsWith("^", start + 1);
    int name = start + (isNegated ? 2 : 1);
    int end = name;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    boolean isThisNode = text.substring(name, end).equals(configId);
    return new Condition(
        isThisNode != isNegated && end > name, end == name, line.with(line.chars().from(end)));
  }

  /** Whether what is conditioned defines a variable. */
  boolean isDefinition() {
    return Variables.definitionIn(rest).isPresent();
  }
}
