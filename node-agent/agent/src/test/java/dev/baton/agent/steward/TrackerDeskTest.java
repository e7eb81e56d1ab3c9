package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.engine.MonotonicClock;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Causation;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.TrackerEvent.StateChanged;
import dev.baton.events.log.EventLog;
import dev.baton.events.testkit.InMemoryEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A steward comes, and finds an engine and a log of the one before. */
@Timeout(60)
class TrackerDeskTest {
  private static final NodeName NODE = new NodeName("a");
  private static final LogId LOG = new LogId(1, 1);
  private static final long PATIENCE_SECONDS = 20;

  @TempDir private Path directory = Path.of("");
  private final InMemoryEventLog log = new InMemoryEventLog(NODE, LOG, "boot", 1);
  private final Journal journal = new Journal(new OneLog(log), new FixedClock());
  private final JournalThread thread =
      new JournalThread(failure -> {
        throw new IllegalStateException(failure);
      });
  private final BlockingQueue<TrackerState> told = new LinkedBlockingQueue<>();
  private final TrackerDesk desk = new TrackerDesk(Kernel.load(), thread, journal, told::add);

  @Test
  void aScriptThatFailsStillIsToldAgainAndNotWrittenDownAgain() throws Exception {
    journal.record(new StateChanged("chk", "script", false, "exit 1"));
    resume(script("exit 1", 5));
    assertEquals(
        new TrackerState(
            "script", "chk", Sense.DOWN, 0, "exit 1", new Causation.By(new EventId(NODE, LOG, 1))),
        next());
    assertEquals(1, journal.lastSeq());
  }

  @Test
  void aScriptThatFailedIsUpAgainAfterAsManySuccessesAsEver() throws Exception {
    journal.record(new StateChanged("chk", "script", false, "exit 1"));
    var runs = directory.resolve("runs");
    resume(script("echo run >> " + runs, 3));
    assertEquals(Sense.UP, next().sense());
    assertTrue(Files.readAllLines(runs).size() >= 3);
    assertEquals(2, journal.lastSeq());
  }

  @Test
  void anEngineThatBeginsMeanwhileIsToldWhatTheLogSays() throws Exception {
    journal.record(new StateChanged("chk", "script", false, "exit 1"));
    journal.record(new StateChanged("f", "file", false, "-17"));
    journal.record(new StateChanged("lost", "script", false, "not run: it is not there"));
    journal.record(new StateChanged("forgotten", "script", true, "exit 0"));
    var config = script("exit 0", 5);
    desk.resume(journal.history().trackers());
    assertEquals(
        List.of("DOWN 0", "DOWN -17", "UNWATCHED 0", "UP 0"),
        desk.all().stream().map(state -> state.sense() + " " + state.number()).toList());
    desk.watch(config);
    assertEquals(List.of("chk"), desk.all().stream().map(TrackerState::name).toList());
  }

  @Test
  void aFileIsNotInitialisedAgain() throws Exception {
    var file = Files.writeString(directory.resolve("number"), "4");
    journal.record(new StateChanged("f", "file", false, "4"));
    resume(
        config(
            "track_file f {\nfile %s\ninit_file 9 overwrite\n}".formatted(file),
            "track_file {\nf\n}"));
    assertEquals(4, next().number());
    assertEquals("4", Files.readString(file));
    assertEquals(1, journal.lastSeq());
  }

  @Test
  void whatIsOtherwiseNowIsWrittenDownAndTold() throws Exception {
    var file = Files.writeString(directory.resolve("number"), "5");
    journal.record(new StateChanged("f", "file", false, "4"));
    resume(config("track_file f {\nfile %s\n}".formatted(file), "track_file {\nf\n}"));
    assertEquals(new Causation.By(new EventId(NODE, LOG, 2)), next().causation());
    assertEquals("5", desk.all().getFirst().detail());
  }

  private void resume(AgentConfig config) {
    thread
        .ask(() -> {
          desk.resume(journal.history().trackers());
          desk.watch(config);
          return true;
        })
        .join();
  }

  private AgentConfig script(String command, int rise) throws IOException {
    var definition =
        """
        vrrp_script chk {
          script "/bin/sh -c '%s'"
          interval 0.05
          timeout 10
          rise %d
        }
        """
            .formatted(command, rise);
    return config(definition, "track_script {\nchk\n}");
  }

  private AgentConfig config(String definition, String use) throws IOException {
    var text =
        """
        global_defs {
          script_user root
        }
        %s
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          %s
          virtual_ipaddress { 192.0.2.1 }
        }
        """
            .formatted(definition, use);
    var file = Files.writeString(directory.resolve("keepalived.conf"), text);
    return KeepalivedConf.read(file).config();
  }

  private TrackerState next() throws InterruptedException {
    var state = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (state == null) {
      throw new AssertionError("nothing is told");
    }
    return state;
  }

  private record OneLog(EventLog first) implements Journal.LogSource {
    @Override
    public EventLog fork(NodeEvent.LogForked fork) {
      throw new IllegalStateException("nothing forks here");
    }
  }

  private static final class FixedClock implements MonotonicClock {
    @Override
    public long nanos() {
      return 1;
    }

    @Override
    public long wallNanos() {
      return 1;
    }
  }
}
