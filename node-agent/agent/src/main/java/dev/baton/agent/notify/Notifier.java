package dev.baton.agent.notify;

import dev.baton.agent.config.Notifications;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.track.ScriptRun;
import dev.baton.events.EventId;
import dev.baton.events.NotificationEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.log.EventReader.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands each notice to the channels in the order of the log, and remembers how far it got.
 *
 * <p>What a steward that died left untold: of each instance and group the newest state is told, if
 * the engine that it is about still runs; whatever is older, or about an engine that is gone, is
 * recorded as failed and not told. A stale "master" script that takes an address from the real
 * Active does more harm than one that never ran.
 */
public final class Notifier {
  private final Journal journal;
  private final Executor journalThread;
  private final ToldPosition position;
  private final Audience audience = new Audience();
  private final NoticeFold fold = new NoticeFold(audience);
  private final List<NoticeChannel> channels;
  private final TreeMap<Long, Integer> undone = new TreeMap<>();
  private final List<Notice> untold = new ArrayList<>();
  private long toldSeq;
  private boolean open;

  /**
   * What notices need of the system.
   *
   * @param makeFifo makes a FIFO of that name
   * @param messages prints a line for people
   */
  public record Surroundings(
      ScriptRun.Host scripts, Consumer<Path> makeFifo, Consumer<String> messages) {}

  /** Tells by scripts, FIFOs and mail; nothing is told before {@link #open}. */
  public static Notifier with(
      Journal journal, Executor journalThread, Path dataDirectory, Surroundings surroundings) {
    var host = surroundings.scripts();
    var starter = Executors.newVirtualThreadPerTaskExecutor();
    return new Notifier(
        journal,
        journalThread,
        dataDirectory,
        outcomes ->
            List.of(
                new ScriptChannel(host, starter, outcomes),
                new FifoChannel(surroundings, outcomes),
                new MailChannel(outcomes)));
  }

  Notifier(
      Journal journal,
      Executor journalThread,
      Path dataDirectory,
      Function<Outcomes, List<NoticeChannel>> channels) {
    this.journal = journal;
    this.journalThread = journalThread;
    this.position = new ToldPosition(dataDirectory);
    this.channels = channels.apply(this::record);
  }

  /** Learns what is configured, and what was not told yet; then listens. */
  public void begin(Map<String, Subject.Instance> subjects, Notifications notifications) {
    audience.learn(subjects, notifications);
    channels.forEach(channel -> channel.configured(notifications));
    toldSeq = position.read(journal.logId(), journal.lastSeq());
    try (var reader = journal.reader(Math.max(1, journal.history().engineStartedSeq()))) {
      while (reader.next() instanceof Read.Found found) {
        recorded(found.stored().recorded());
      }
    }
    untold.removeIf(notice -> notice.seq() <= toldSeq);
    journal.onAppend(this::appended);
  }

  /**
   * Begins to tell.
   *
   * @param engineGoesOn whether the engine of the last steward was found running
   */
  public void open(boolean engineGoesOn) {
    open = true;
    var newest = new HashMap<Notice.Key, Notice>();
    untold.stream()
        .filter(notice -> notice.state().isStanding())
        .forEach(notice -> newest.put(notice.key(), notice));
    var missed = List.copyOf(untold);
    untold.clear();
    for (var notice : missed) {
      if (!engineGoesOn) {
        giveUp(notice, "nobody was there to tell it, and the engine that it was about is gone");
      } else if (notice.equals(newest.get(notice.key()))) {
        tell(notice);
      } else {
        giveUp(notice, "nobody was there to tell it, and it is over");
      }
    }
  }

  /** Goes over to another configuration; nothing that did not change is told again. */
  public void reconfigured(Map<String, Subject.Instance> subjects, Notifications notifications) {
    audience.learn(subjects, notifications);
    channels.forEach(channel -> channel.configured(notifications));
    if (notifications.streams().repeatOnReload()) {
      fold.standing().stream()
          .filter(notice -> audience.isPresent(notice.name()))
          .forEach(notice -> channels.forEach(channel -> channel.repeat(notice)));
    }
  }

  /** Closes what is open to others. */
  public void close() {
    channels.forEach(NoticeChannel::close);
  }

  private void appended(Recorded recorded) {
    if (recorded.seq() == 1) {
      // Another log than the one that the position was about.
      toldSeq = 0;
    }
    recorded(recorded);
  }

  private void recorded(Recorded recorded) {
    if (!open && NoticeFold.endsAll(recorded)) {
      untold.clear();
    }
    for (var notice : fold.apply(recorded)) {
      if (open) {
        tell(notice);
      } else {
        untold.add(notice);
      }
    }
  }

  private void tell(Notice notice) {
    var hooks = audience.hooksFor(notice);
    synchronized (undone) {
      undone.merge(notice.seq(), channels.size(), Integer::sum);
    }
    for (var channel : channels) {
      channel.tell(notice, hooks, () -> done(notice.because().envelope().id()));
    }
  }

  private void giveUp(Notice notice, String reason) {
    var hooks = audience.hooksFor(notice);
    for (var script : ScriptChannel.scripts(notice, hooks)) {
      var told = notice.recorded(ScriptChannel.NAME, script.command().program());
      record(notice, new NotificationEvent.Failed(told, reason, 0));
    }
  }

  private void done(EventId id) {
    long seq = id.nodeSeq();
    boolean finished;
    synchronized (undone) {
      undone.computeIfPresent(seq, (_, count) -> count == 1 ? null : count - 1);
      finished = !undone.containsKey(seq);
      undone.notifyAll();
    }
    if (finished) {
      journalThread.execute(() -> note(id));
    }
  }

  private void note(EventId id) {
    if (!id.logId().equals(journal.logId())) {
      return;
    }
    toldSeq = Math.max(toldSeq, id.nodeSeq());
    long next;
    synchronized (undone) {
      next = undone.isEmpty() ? toldSeq + 1 : undone.firstKey();
    }
    position.write(journal.logId(), Math.min(toldSeq, next - 1));
  }

  private void record(Notice notice, NotificationEvent event) {
    var envelope = notice.because().envelope();
    journalThread.execute(
        () -> journal.record(envelope.subject(), event, envelope.id(), envelope.correlationId()));
  }

  /** Waits until all that is to be told has been; false when that takes too long. */
  public boolean awaitAllTold(long limitMillis) {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    synchronized (undone) {
      while (!undone.isEmpty()) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (leftMillis <= 0) {
          return false;
        }
        try {
          undone.wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}
