package dev.baton.agent.config;

import java.util.List;

/** One thing to know about a configuration: what was given, what is allowed, what to do. */
public record Diagnostic(Severity severity, Position position, String message) {
  private static final List<String> ABOUT_US = List.of("not supported yet", "not managed");

  /** Whether it says what Baton does not do, rather than what is wrong with the file. */
  public boolean isAboutUs() {
    return severity == Severity.WARNING && ABOUT_US.stream().anyMatch(message::startsWith);
  }

  /** The line that a person reads: {@code file:line:column: warning: message}. */
  @Override
  public String toString() {
    return position + ": " + severity.text() + ": " + message;
  }
}
