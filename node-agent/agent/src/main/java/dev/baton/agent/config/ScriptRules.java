package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import java.util.List;

/**
 * What {@code global_defs} says about every script.
 *
 * @param user whom scripts run as that say nothing of it
 * @param secured whether a script that runs as root is refused when others could have written it
 */
record ScriptRules(ScriptUser user, boolean secured) {

  static ScriptRules of(Settings globals, Findings findings) {
    boolean supplementary = globals.flag("set_supplementary_groups", false);
    var unsaid = new ScriptUser("", "", supplementary);
    boolean secured = globals.flag("enable_script_security", false);
    var statements = globals.all("script_user");
    if (statements.isEmpty()) {
      return new ScriptRules(unsaid, secured);
    }
    var statement = statements.getLast();
    return new ScriptRules(
        userOf("script_user", statement.position(), statement.arguments(), unsaid, findings),
        secured);
  }

  /** A script's command; more words may name its user. */
  ScriptCommand command(String text, List<Word> user, Findings findings) {
    var position = user.isEmpty() ? new Position("", 1, 1) : user.getFirst().position();
    var runsAs = user.isEmpty() ? this.user : userOf("user", position, user, this.user, findings);
    return new ScriptCommand(text, runsAs, secured);
  }

  /** keepalived's newer manuals have a colon before it, as chown does. */
  private static String group(String text) {
    return text.startsWith(":") ? text.substring(1) : text;
  }

  private static ScriptUser userOf(
      String keyword, Position position, List<Word> words, ScriptUser absent, Findings findings) {
    if (words.isEmpty()) {
      findings.warn(position, keyword + " names no user and is read over; give one");
      return absent;
    }
    for (Word extra : words.subList(Math.min(2, words.size()), words.size())) {
      findings.warn(
          extra.position(),
          keyword + " takes a user and a group; what follows is read over: remove it");
    }
    String group = words.size() > 1 ? group(words.get(1).text()) : "";
    return new ScriptUser(words.getFirst().text(), group, absent.supplementaryGroups());
  }
}
