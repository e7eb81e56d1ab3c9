package dev.baton.agent.config;

/**
 * Whom a script runs as.
 *
 * @param name a user's name, or empty: {@code keepalived_script} where there is such a user, else
 *     whom the agent runs as
 * @param group a group's name, or empty for the user's own
 * @param supplementaryGroups whether the script also gets the user's other groups
 */
public record ScriptUser(String name, String group, boolean supplementaryGroups) {
  /** What keepalived does when nothing is said. */
  public static final ScriptUser UNSAID = new ScriptUser("", "", false);
}
