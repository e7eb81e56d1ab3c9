package dev.baton.agent.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.TrackerDefinition.Matching;
import dev.baton.agent.config.TrackerDefinition.Processes;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.agent.linux.ProcessConnector;
import dev.baton.agent.linux.ffi.Kernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts processes of this test's own. */
@Timeout(60)
class ProcessTrackerTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final long NEVER_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long SOON_NANOS = 300_000_000L;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<TrackerReport> reports = new LinkedBlockingQueue<>();
  private final List<Process> sleepers = new ArrayList<>();
  // Nobody else's process sleeps for this long.
  private final String seconds = Long.toString(1_000_000 + ProcessHandle.current().pid());
  private ProcessCensus census = census(new ProcessConnector(Kernel.load()));

  /** Another network namespace: nobody tells of processes there. */
  private static final class Silent implements ProcessEvents {
    @Override
    public boolean begin() {
      return false;
    }

    @Override
    public List<Change> await() {
      throw new IllegalStateException("nobody listens where nothing is told");
    }
  }

  @AfterEach
  void stopAll() {
    thread.shutdownNow();
    counting.shutdownNow();
    sleepers.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thereMayBeTooFewAndTooMany(boolean kernelTells) throws Exception {
    census = kernelTells ? census : census(new Silent());
    track(2, 3, 0, 0, Sense.UNWATCHED);
    assertEquals("DOWN 0", next());
    begin(2);
    assertEquals("UP 2", next());
    begin(2);
    assertEquals("DOWN 4", next());
    end(1);
    assertEquals("UP 3", next());
    end(2);
    assertEquals("DOWN 1", next());
  }

  @Test
  void withoutAQuorumAndWithAMaximumOfNoneThereMustBeNone() throws Exception {
    track(0, 0, 0, 0, Sense.UNWATCHED);
    assertEquals("UP 0", next());
    begin(1);
    assertEquals("DOWN 1", next());
  }

  @Test
  void aLossThatDoesNotLastLongEnoughIsNone() throws Exception {
    begin(1);
    track(1, 9, 0, NEVER_NANOS, Sense.UNWATCHED);
    assertEquals("UP 1", next());
    end(1);
    begin(2);
    track(2, 2, 0, 0, Sense.UNWATCHED);
    // Had the first tracker noticed a loss, it would have said so before.
    assertEquals("UP 2", next());
  }

  @Test
  void aChangeCountsWhenItHasLasted() throws Exception {
    track(1, 9, SOON_NANOS, SOON_NANOS, Sense.UNWATCHED);
    assertEquals("DOWN 0", next());
    begin(1);
    assertEquals("UP 1", next());
    end(1);
    assertEquals("DOWN 0", next());
  }

  @Test
  void whatAnEarlierStewardKnewIsToldAgainWhenItIsSoStill() throws Exception {
    track(1, 9, NEVER_NANOS, NEVER_NANOS, Sense.DOWN);
    assertEquals("DOWN 0", next());
  }

  @Test
  void whatAnEarlierStewardKnewIsNotContradictedBeforeItsDelay() throws Exception {
    track(1, 9, NEVER_NANOS, SOON_NANOS, Sense.UP);
    assertEquals("DOWN 0", next());
    track(1, 9, NEVER_NANOS, NEVER_NANOS, Sense.UP);
    begin(1);
    assertEquals("UP 1", next());
  }

  @Test
  void aTrackerThatIsStoppedSaysNothing() throws Exception {
    var tracker = track(1, 9, 0, 0, Sense.UNWATCHED);
    assertEquals("DOWN 0", next());
    thread.submit(tracker::stop).get();
    begin(1);
    track(1, 9, 0, 0, Sense.UNWATCHED);
    assertEquals("UP 1", next());
    assertEquals(List.of(), List.copyOf(reports));
  }

  @Test
  void theDetailSaysOfWhatThereAreHowMany() throws Exception {
    track(1, 9, 0, 0, Sense.UNWATCHED);
    var report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertEquals("0 of sleep " + seconds, report == null ? "no report" : report.detail());
  }

  private ProcessCensus census(ProcessEvents events) {
    return ProcessCensus.of(events, Path.of("/proc"), counting);
  }

  private void begin(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sleepers.add(new ProcessBuilder("sleep", seconds).start());
    }
  }

  private void end(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sleepers.removeFirst().destroyForcibly().waitFor();
    }
  }

  private ProcessTracker track(int least, int most, long fork, long terminate, Sense known) {
    var command = List.of("sleep", seconds);
    var processes =
        new Processes("p", command, Matching.COMMAND_LINE, least, most, fork, terminate);
    var tracker = new ProcessTracker(processes, census, thread, known, reports::add);
    thread.execute(tracker::start);
    return tracker;
  }

  private String next() throws InterruptedException {
    var report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (report == null) {
      throw new AssertionError("no report");
    }
    return report.sense() + " " + report.number();
  }
}
