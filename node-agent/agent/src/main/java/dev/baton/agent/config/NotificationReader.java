package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads who is told of the changes of all instances. */
final class NotificationReader {
  /** The words of {@code global_defs}. */
  static final String WORDS =
      "notification_email notification_email_from smtp_server smtp_helo_name smtp_connect_timeout"
          + " smtp_alert smtp_alert_vrrp no_email_faults notify_fifo vrrp_notify_fifo"
          + " notify_fifo_script vrrp_notify_fifo_script vrrp_notify_priority_changes"
          + " fifo_write_vrrp_states_on_reload";

  private static final Range PORT = new Range(1, 65_535);
  private static final Range TIMEOUT = new Range(1, 4294);
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int SMTP = 25;

  private final Settings globals;
  private final Findings findings;
  private final HookReader hooks;

  NotificationReader(Settings globals, Findings findings) {
    this.globals = globals;
    this.findings = findings;
    this.hooks = new HookReader(globals, findings);
  }

  List<NoticeFifo> fifos() {
    var fifos = new ArrayList<NoticeFifo>();
    Set<String> paths = new HashSet<>();
    for (String keyword : List.of("notify_fifo", "vrrp_notify_fifo")) {
      if (globals.has(keyword)) {
        fifo(keyword).stream().filter(fifo -> isNew(fifo, keyword, paths)).forEach(fifos::add);
      } else if (globals.has(keyword + "_script")) {
        findings.warn(
            globals.at(keyword + "_script"),
            keyword + "_script is read over, because there is no " + keyword + ": give it one");
      }
    }
    return fifos;
  }

  private boolean isNew(NoticeFifo fifo, String keyword, Set<String> paths) {
    boolean fresh = paths.add(fifo.path());
    if (!fresh) {
      findings.warn(
          globals.at(keyword),
          keyword + " '" + fifo.path() + "' is read over: another one has this path; change it");
    }
    return fresh;
  }

  private List<NoticeFifo> fifo(String keyword) {
    Statement statement = globals.all(keyword).getLast();
    List<Word> words = statement.arguments();
    if (words.isEmpty() || !words.getFirst().text().startsWith("/")) {
      findings.warn(
          statement.position(), keyword + " needs an absolute path; it is read over: give it one");
      return List.of();
    }
    String script = keyword + "_script";
    return List.of(
        new NoticeFifo(
            words.getFirst().text(),
            keyword.equals("notify_fifo"),
            HookReader.user(words),
            globals.has(script) ? hooks.script(globals, script) : List.of()));
  }

  boolean repeatsOnReload() {
    return globals.flag("fifo_write_vrrp_states_on_reload", false);
  }

  /** How mail is sent: none where the file names no recipient or no server. */
  List<MailAlerts> mail() {
    List<String> recipients =
        globals.all("notification_email").stream()
            .flatMap(block -> block.statements().stream())
            .map(Statement::keyword)
            .toList();
    List<MailAlerts.Server> servers = servers();
    boolean isSent = !recipients.isEmpty() && !servers.isEmpty();
    String host = isSent ? KeepalivedConf.hostName() : "";
    String from = globals.word("notification_email_from", "keepalived@" + host);
    String helo = globals.word("smtp_helo_name", host);
    String router = globals.word("router_id", host);
    boolean tellsFaults = !globals.flag("no_email_faults", false);
    if (!isSent) {
      return List.of();
    }
    return List.of(
        new MailAlerts(
            recipients,
            new MailAlerts.Sender(from, helo),
            servers.getFirst(),
            router,
            tellsFaults));
  }

  private List<MailAlerts.Server> servers() {
    boolean isNone = globals.word("smtp_connect_timeout", "").equals("0");
    long usualNanos = (isNone ? 1 : 30) * SECOND_NANOS;
    long timeoutNanos = globals.nanos("smtp_connect_timeout", TIMEOUT, usualNanos);
    if (!globals.has("smtp_server")) {
      return List.of();
    }
    Statement statement = globals.all("smtp_server").getLast();
    List<Word> words = statement.arguments();
    if (words.isEmpty()) {
      findings.warn(statement.position(), "smtp_server has no value and is read over; give it one");
      return List.of();
    }
    int port = words.size() > 1 ? port(words.get(1)) : SMTP;
    return List.of(new MailAlerts.Server(words.getFirst().text(), port, timeoutNanos / 1_000_000));
  }

  private int port(Word word) {
    if (Numbers.isInteger(word.text()) && PORT.contains(Integer.parseInt(word.text()))) {
      return Integer.parseInt(word.text());
    }
    findings.warn(
        word.position(),
        "the port of smtp_server is '%s', allowed is %s; %d is used instead: correct it"
            .formatted(word.text(), PORT, SMTP));
    return SMTP;
  }
}
