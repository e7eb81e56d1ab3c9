package dev.baton.agent.config;

/** One thing to know about a configuration: what was given, what is allowed, what to do. */
public record Diagnostic(Severity severity, Position position, String message) {
  /** The line that a person reads: {@code file:line:column: warning: message}. */
  @Override
  public String toString() {
    return position + ": " + severity.text() + ": " + message;
  }
}
