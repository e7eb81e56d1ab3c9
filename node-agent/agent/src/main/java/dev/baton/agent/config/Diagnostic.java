package dev.baton.agent.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing to know about a configuration: what was given, what is allowed, what to do.
 *
 * @param block the keyword and name of the outermost block that it is about; empty outside of all
 */
public record Diagnostic(Severity severity, Position position, String block, String message) {
  private static final List<String> ABOUT_US = List.of("not supported yet", "not managed");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_LENGTH = 2_000;

  /** Lets nothing that stands in a file get at a terminal, or fill it. */
  public Diagnostic {
    message = shortened(CONTROL.matcher(message).replaceAll("\uFFFD"));
  }

  private static String shortened(String text) {
    int half = MAX_LENGTH / 2;
    return text.length() <= MAX_LENGTH
        ? text
        : text.substring(0, half) + " [...] " + text.substring(text.length() - half);
  }

  /** Whether it says what Baton does not do, rather than what is wrong with the file. */
  public boolean isAboutUs() {
    return severity == Severity.REMARK && ABOUT_US.stream().anyMatch(message::startsWith);
  }

  /** The line that a person reads: {@code file:line:column: warning: message}. */
  @Override
  public String toString() {
    return position + ": " + severity.text() + ": " + message;
  }
}
