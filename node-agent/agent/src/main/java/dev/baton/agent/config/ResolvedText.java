package dev.baton.agent.config;

/**
 * The text of a configuration with includes, conditions and variables carried out: it reads as the
 * same configuration on any machine and at any later time. It holds the secrets, and so does not
 * show itself.
 */
public record ResolvedText(String text) {
  @Override
  public String toString() {
    return "ResolvedText[masked]";
  }
}
