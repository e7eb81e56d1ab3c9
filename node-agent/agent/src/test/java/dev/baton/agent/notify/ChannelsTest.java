package dev.baton.agent.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.NoticeFifo;
import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.ScriptUser;
import dev.baton.agent.linux.Fifo;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.NotificationEvent;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import dev.baton.events.testkit.InMemoryEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ChannelsTest {
  private static final Hooks MAILS = new Hooks(Map.of(), List.of(), false, false, true);

  @TempDir private Path directory = Path.of("");
  private final BlockingQueue<NotificationEvent> outcomes = new LinkedBlockingQueue<>();

  @Test
  void mailIsHandedInAsKeepalivedDoesIt() throws IOException, InterruptedException {
    try (var server = new FakeMailServer("250 fine")) {
      var channel = mail(server.port(), "");
      channel.tell(notice(NoticeState.MASTER), MAILS, () -> {});
      var said = server.until("QUIT");
      assertEquals(
          List.of(
              "HELO h.example",
              "MAIL FROM:<k@h.example>",
              "RCPT TO:<a@example.org>",
              "RCPT TO:<b@example.org>",
              "DATA"),
          said.subList(0, 5));
      assertTrue(said.contains("Subject: [r1] VRRP Instance one - Entering MASTER state"));
      assertTrue(said.contains("one is now owning VRRP VIPs"));
      assertTrue(said.contains("Why: 10.0.0.9 fell silent, last heard 3.6 s ago"), said::toString);
      assertTrue(said.stream().noneMatch(line -> line.contains("Nanos")), said::toString);
      assertTrue(outcomes.take() instanceof NotificationEvent.Sent);
    }
  }

  @Test
  void aRefusedRecipientIsRecordedWithTheServersWords() throws IOException, InterruptedException {
    try (var server = new FakeMailServer("550 nobody here")) {
      var channel = mail(server.port(), "");
      channel.tell(notice(NoticeState.MASTER), MAILS, () -> {});
      assertEquals("the server answers to RCPT: 550 nobody here", failure());
    }
  }

  @Test
  void aFaultIsNotMailedWhereThatIsNotWanted() throws IOException, InterruptedException {
    try (var server = new FakeMailServer("250 fine")) {
      var channel = mail(server.port(), "no_email_faults");
      channel.tell(notice(NoticeState.FAULT), MAILS, () -> {});
      channel.tell(notice(NoticeState.BACKUP), MAILS, () -> {});
      channel.tell(notice(NoticeState.BACKUP), MAILS, () -> {});
      channel.tell(notice(NoticeState.STOP), MAILS, () -> {});
      channel.tell(notice(NoticeState.DELETED), MAILS, () -> {});
      assertTrue(
          server.until("QUIT").contains("Subject: [r1] VRRP Instance one - Entering BACKUP state"));
      assertTrue(server.until("QUIT").contains("Subject: [r1] VRRP Instance one - Deleted"));
    }
  }

  @Test
  void aFifoHasALineForEachNotice() throws IOException, InterruptedException {
    var path = fifo();
    var writer = new FifoWriter(fifo(path), this::record);
    var written = new CountDownLatch(1);
    writer.add(notice(NoticeState.MASTER), written::countDown);
    written.await();
    try (var reader = Files.newBufferedReader(path)) {
      assertEquals("INSTANCE \"one\" MASTER 150", reader.readLine());
      writer.close();
    }
  }

  @Test
  void whatDoesNotFitIntoAFifoIsRecorded() throws IOException, InterruptedException {
    var path = fifo();
    var writer = new FifoWriter(fifo(path), this::record);
    // A pipe holds 64 KiB; nobody reads.
    for (int i = 0; i < FifoWriter.LIMIT_WAITING + 4_000; i++) {
      writer.add(notice(NoticeState.MASTER), () -> {});
    }
    assertEquals(FifoWriter.LIMIT_WAITING + " lines are waiting, and nobody reads", failure());
  }

  private Path fifo() {
    var path = directory.resolve("fifo");
    Fifo.make(Kernel.load(), path);
    return path;
  }

  private String failure() throws InterruptedException {
    return outcomes.take() instanceof NotificationEvent.Failed failed
        ? failed.reason()
        : "nothing failed";
  }

  private void record(Notice notice, NotificationEvent event) {
    outcomes.add(event);
  }

  private MailChannel mail(int port, String more) {
    var channel = new MailChannel(this::record);
    var text =
        """
        global_defs {
          router_id r1
          notification_email {
            a@example.org
            b@example.org
          }
          notification_email_from k@h.example
          smtp_server 127.0.0.1 %d
          smtp_helo_name h.example
          %s
        }
        """
            .formatted(port, more);
    channel.configured(KeepalivedConf.parse("k.conf", text).config().notifications());
    return channel;
  }

  private static Notice notice(NoticeState state) {
    return new Notice(Notice.Type.INSTANCE, "one", state, 150, recorded());
  }

  private static Recorded recorded() {
    var log = new InMemoryEventLog(new NodeName("a"), new LogId(1, 1), "boot", 1);
    var event =
        new InstanceEvent.Transitioned(
            InstanceState.BACKUP,
            InstanceState.ACTIVE,
            Cause.ACTIVE_DOWN_TIMER_EXPIRED,
            new Priority(150),
            Map.of(
                "peer", "10.0.0.9", "peerHeardNanosAgo", "3600000000", "timerDueNanosAgo", "17"));
    return log.append(Draft.of(1, 1, NotifyScenario.ONE, event));
  }

  private static NoticeFifo fifo(Path path) {
    return new NoticeFifo(path.toString(), false, ScriptUser.UNSAID, List.of());
  }
}
