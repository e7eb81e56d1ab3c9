package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.MailAlerts;
import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.Notifications;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NotificationEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Mail, one after the other: a server that hangs must not be knocked at by all of them at once. */
final class MailChannel implements NoticeChannel {
  private static final String NAME = "mail";

  private final Outcomes outcomes;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("mail").factory());
  private final Map<Notice.Key, NoticeState> lastTold = new HashMap<>();
  private List<MailAlerts> alerts = List.of();

  MailChannel(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void configured(Notifications notifications) {
    alerts = notifications.mail();
  }

  @Override
  public void tell(Notice notice, Hooks hooks, Runnable done) {
    boolean wanted = hooks.mails() && isMailed(notice.state()) && !alerts.isEmpty();
    if (!wanted || isSilenced(notice) || !isNews(notice)) {
      done.run();
      return;
    }
    var to = alerts.getFirst();
    sender.execute(() -> {
      send(to, notice);
      done.run();
    });
  }

  /** keepalived ends before a mail of its end is sent, so people do not expect one. */
  private static boolean isMailed(NoticeState state) {
    return state.isStanding() && state != NoticeState.STOP;
  }

  private boolean isNews(Notice notice) {
    return lastTold.put(notice.key(), notice.state()) != notice.state();
  }

  private boolean isSilenced(Notice notice) {
    return notice.state() == NoticeState.FAULT && !alerts.getFirst().tellsFaults();
  }

  private void send(MailAlerts to, Notice notice) {
    var told = notice.recorded(NAME, to.server().host() + ":" + to.server().port());
    long startNanos = System.nanoTime();
    try {
      SmtpDialogue.send(to, message(to, notice));
      outcomes.record(notice, new NotificationEvent.Sent(told, millisSince(startNanos)));
    } catch (IOException e) {
      var reason = e.getMessage() == null ? e.toString() : e.getMessage();
      outcomes.record(notice, new NotificationEvent.Failed(told, reason, millisSince(startNanos)));
    }
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  /** The subject is keepalived's, since people filter by it; the text says more. */
  static String message(MailAlerts to, Notice notice) {
    var time = Instant.ofEpochSecond(0, notice.because().envelope().wallNanos());
    var kind =
        switch (notice.type()) {
          case INSTANCE -> "Instance";
          case GROUP -> "Group";
        };
    return String.join(
        "\r\n",
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneId.systemDefault())),
        "From: " + to.sender().address(),
        "Subject: [%s] VRRP %s %s - %s".formatted(to.router(), kind, notice.name(), verb(notice)),
        "X-Mailer: Baton",
        "To: " + String.join(", ", to.recipients()),
        "",
        body(notice));
  }

  private static String verb(Notice notice) {
    return switch (notice.state()) {
      case DELETED -> "Deleted";
      default -> "Entering " + notice.state() + " state";
    };
  }

  private static String body(Notice notice) {
    var owning = notice.state() == NoticeState.MASTER ? "now" : "no longer";
    var lines = new ArrayList<String>();
    lines.add(notice.name() + " is " + owning + " owning VRRP VIPs");
    if (notice.because().event() instanceof InstanceEvent.Transitioned transitioned) {
      lines.add("Why: " + CauseWords.of(transitioned.cause(), transitioned.evidence()));
    }
    lines.add("Node: " + notice.because().envelope().id().node());
    return String.join("\r\n", lines);
  }
}
