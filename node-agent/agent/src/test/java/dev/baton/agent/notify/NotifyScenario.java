package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.Notifications;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.journal.Journals;
import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.NotificationEvent;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.InMemoryEventLog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node's log, two instances in it, and a channel that writes down what it is told. */
final class NotifyScenario {
  static final Subject.Instance ONE =
      new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(51));
  static final Subject.Instance TWO =
      new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(52));

  private final InMemoryEventLog log =
      new InMemoryEventLog(new NodeName("a"), new LogId(1, 1), "boot", 1);
  private final Path directory;
  private final ArrayDeque<Runnable> journalThread = new ArrayDeque<>();
  final List<String> told = new ArrayList<>();
  final List<Runnable> unfinished = new ArrayList<>();
  private boolean finishesAtOnce = true;
  private Journal journal = Journals.in(log);
  private Notifier notifier;

  NotifyScenario(Path directory) {
    this.directory = directory;
    this.notifier = notifier();
  }

  /** Another steward, after the first one died. */
  void steward() {
    journalThread.clear();
    journal = Journals.in(log);
    notifier = notifier();
  }

  private Notifier notifier() {
    return new Notifier(journal, journalThread::add, directory, _ -> List.of(this::tell));
  }

  /** Channels leave it open from now on when they have told. */
  void leaveUnfinished() {
    finishesAtOnce = false;
  }

  private void tell(Notice notice, Hooks hooks, Runnable done) {
    told.add(
        "%s %s %s %d".formatted(notice.type(), notice.name(), notice.state(), notice.priority()));
    if (finishesAtOnce) {
      done.run();
    } else {
      unfinished.add(done);
    }
  }

  /** Begins with a configuration and tells. */
  void begin(boolean engineGoesOn, String... lines) {
    notifier.begin(subjects(), configuration(lines));
    notifier.open(engineGoesOn);
    settle();
  }

  /** What a file with two instances says; the lines stand in the first. */
  static Notifications configuration(String... lines) {
    var text =
        """
        vrrp_instance one {
          interface eth0
          virtual_router_id 51
          virtual_ipaddress { 10.0.0.1 }
          %s
        }
        vrrp_instance two {
          interface eth0
          virtual_router_id 52
          virtual_ipaddress { 10.0.0.2 }
        }
        """
            .formatted(String.join("\n", lines));
    return KeepalivedConf.parse("k.conf", text).config().notifications();
  }

  static Map<String, Subject.Instance> subjects() {
    var subjects = new HashMap<String, Subject.Instance>();
    subjects.put("one", ONE);
    subjects.put("two", TWO);
    return subjects;
  }

  /** A reload. */
  void reconfigure(Map<String, Subject.Instance> subjects, Notifications notifications) {
    notifier.reconfigured(subjects, notifications);
  }

  void engineStarts() {
    record(Subject.NODE, new NodeEvent.Started("engine", "1", 77));
  }

  void moves(Subject.Instance instance, InstanceState to, Cause cause) {
    record(
        instance,
        new InstanceEvent.Transitioned(
            InstanceState.INITIALIZE, to, cause, new Priority(150), Map.of("peer", "10.0.0.9")));
  }

  void record(Subject subject, Event event) {
    journal.record(subject, event);
    settle();
  }

  /** Runs what waits for the journal thread. */
  void settle() {
    while (!journalThread.isEmpty()) {
      journalThread.removeFirst().run();
    }
  }

  /** The reasons of all notices that failed. */
  List<String> failures() {
    var reasons = new ArrayList<String>();
    try (var reader = log.reader(1)) {
      while (reader.next() instanceof Read.Found found) {
        if (found.stored().recorded().event() instanceof NotificationEvent.Failed failed) {
          reasons.add(failed.notice().state() + ": " + failed.reason());
        }
      }
    }
    return reasons;
  }
}
