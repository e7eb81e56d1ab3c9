package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what an instance or a sync group has to be run when it changes. */
final class HookReader {
  /** The words of an instance. */
  static final String WORDS =
      "notify notify_master notify_backup notify_fault notify_stop notify_deleted"
          + " notify_master_rx_lower_pri notify_priority_changes smtp_alert";

  /** The words of a sync group. */
  static final String GROUP_WORDS =
      "notify notify_master notify_backup notify_fault notify_stop smtp_alert";

  private static final Map<String, NoticeState> BY_STATE =
      Map.of(
          "notify_master", NoticeState.MASTER,
          "notify_backup", NoticeState.BACKUP,
          "notify_fault", NoticeState.FAULT,
          "notify_stop", NoticeState.STOP,
          "notify_deleted", NoticeState.DELETED,
          "notify_master_rx_lower_pri", NoticeState.MASTER_RX_LOWER_PRI);

  private final Settings globals;
  private final Findings findings;

  HookReader(Settings globals, Findings findings) {
    this.globals = globals;
    this.findings = findings;
  }

  Hooks read(Settings settings) {
    var byState = new EnumMap<NoticeState, ScriptCommand>(NoticeState.class);
    BY_STATE.forEach((keyword, state) -> {
      boolean bare = state == NoticeState.DELETED && isBare(settings, keyword);
      if (settings.has(keyword) && !bare) {
        script(settings, keyword).forEach(script -> byState.put(state, script));
      }
    });
    return new Hooks(
        byState,
        settings.has("notify") ? script(settings, "notify") : List.of(),
        settings.has("notify_deleted"),
        settings.flag("notify_priority_changes", tellsPriority()),
        settings.flag("smtp_alert", mails()));
  }

  private boolean tellsPriority() {
    return globals.flag("vrrp_notify_priority_changes", false);
  }

  private boolean mails() {
    return globals.flag("smtp_alert_vrrp", globals.flag("smtp_alert", false));
  }

  private static boolean isBare(Settings settings, String keyword) {
    return settings.has(keyword) && settings.all(keyword).getLast().arguments().isEmpty();
  }

  /** {@code KEYWORD COMMAND [USER [GROUP]]}: none or one. */
  List<ScriptCommand> script(Settings settings, String keyword) {
    List<Statement> statements = settings.all(keyword);
    for (Statement earlier : statements.subList(0, statements.size() - 1)) {
      findings.remark(
          earlier.position(),
          keyword + " is given again below, and the last one counts; remove one");
    }
    return script(statements.getLast(), keyword);
  }

  /** What one line asks for: none or one. */
  List<ScriptCommand> script(Statement statement, String keyword) {
    var words = statement.arguments();
    if (words.isEmpty() || words.getFirst().text().isBlank()) {
      findings.warn(
          statement.position(),
          keyword + " names no program and is read over; write " + keyword + " \"/path args\"");
      return List.of();
    }
    if (words.size() > 3) {
      findings.warn(
          words.get(3).position(),
          keyword
              + " takes one string, a user and a group; what follows is read over: put the"
              + " program and its arguments into quotes");
    }
    var user = words.subList(1, Math.min(3, words.size()));
    var rules = ScriptRules.of(globals, findings);
    return List.of(rules.command(words.getFirst().text(), user, findings));
  }

  /** {@code NAME [USER [GROUP]]}. */
  static ScriptUser user(List<Entry.Word> words) {
    if (words.size() < 2) {
      return ScriptUser.UNSAID;
    }
    return new ScriptUser(words.get(1).text(), words.size() > 2 ? words.get(2).text() : "", false);
  }
}
