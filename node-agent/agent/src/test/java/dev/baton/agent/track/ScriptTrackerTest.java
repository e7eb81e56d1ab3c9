package dev.baton.agent.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.ScriptUser;
import dev.baton.agent.config.TrackerDefinition.Script;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptTrackerTest {
  private static final ScriptUser ROOT = new ScriptUser("root", "", false);
  private static final long INTERVAL_NANOS = 50_000_000L;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScriptRun.Host host =
      new ScriptRun.Host(thread, new ProcessGroups(Kernel.load())::send);
  private final BlockingQueue<TrackerReport> reports = new LinkedBlockingQueue<>();

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void stopAll() {
    thread.shutdownNow();
  }

  @Test
  void theFirstResultCountsAtOnceAndThenItTakesAsManyAsTheFileSays() throws Exception {
    // What each run in turn exits with; a file of the runs so far.
    start(script(answering("1 0 0 1 1 0 1 1 1 1 1 1"), 2, 3, false), Sense.UNWATCHED);
    assertEquals(List.of("DOWN after 1", "UP after 3", "DOWN after 9"), take(3));
  }

  @Test
  void aScriptThatIsAssumedToFailDoesUntilItsFirstResult() throws Exception {
    start(script(answering("0 0"), 2, 1, true), Sense.UNWATCHED);
    assertEquals(List.of("DOWN", "UP"), List.of(next().sense().name(), next().sense().name()));
  }

  @Test
  void whatAnEarlierStewardKnewTakesAsManyContraryResultsAsEver() throws Exception {
    start(script(answering("1 1 1 1"), 1, 3, false), Sense.UP);
    assertEquals(List.of("DOWN after 3"), take(1));
  }

  @Test
  void whatAnEarlierStewardKnewIsToldAgainWhenItIsSoStill() throws Exception {
    start(script(answering("0 0"), 3, 3, false), Sense.UP);
    assertEquals(Sense.UP, next().sense());
  }

  @Test
  void twoRunsNeverOverlap() throws Exception {
    var file = directory.resolve("runs");
    var text = "echo begin >> " + file + "; sleep 0.2; echo end >> " + file;
    start(script("/bin/sh -c '" + text + "; exit 1'", 1, 1, false), Sense.UNWATCHED);
    next();
    while (Files.readAllLines(file).size() < 6) {
      Thread.onSpinWait();
    }
    var lines = Files.readAllLines(file).subList(0, 6);
    assertEquals(List.of("begin", "end", "begin", "end", "begin", "end"), lines);
  }

  @Test
  void aScriptThatCannotBeFoundIsNotRunAndHasNoSay() throws Exception {
    start(script("/no/such/program x", 1, 1, false), Sense.UNWATCHED);
    var report = next();
    assertEquals(Sense.UNWATCHED, report.sense());
    assertEquals("not run: /no/such/program is not found", report.detail());
  }

  @Test
  void aTimeoutIsAFailureThatSaysSo() throws Exception {
    var command = new ScriptCommand("/bin/sleep 60", ROOT, false);
    start(new Script("s", command, INTERVAL_NANOS, INTERVAL_NANOS, 1, 1, false), Sense.UNWATCHED);
    assertEquals("timed out after 50 ms", next().detail());
  }

  @Test
  void underScriptSecurityAProgramThatOthersMayWriteIsNotRunAsRoot() throws IOException {
    var program = directory.resolve("program");
    Files.writeString(program, "#!/bin/sh\n");
    assertTrue(program.toFile().setExecutable(true, false));
    assertEquals(new ScriptFile.Usable(), judged(program, ROOT, true));
    assertTrue(program.toFile().setWritable(true, false));
    assertEquals(new ScriptFile.Usable(), judged(program, ROOT, false));
    assertEquals(
        new ScriptFile.Unusable(program + " can be written by others than root"),
        judged(program, ROOT, true));
    var nobody = new ScriptUser("nobody", "", false);
    assertEquals(new ScriptFile.Usable(), judged(program, nobody, true));
  }

  private ScriptFile judged(Path program, ScriptUser user, boolean secured) {
    var command = new ScriptCommand(program + " x", user, secured);
    return ScriptFile.of(command, host.users().prefix(user));
  }

  private void start(Script script, Sense known) {
    thread.execute(new ScriptTracker(script, host, thread, known, reports::add)::start);
  }

  private static Script script(String text, int rise, int fall, boolean failsAtFirst) {
    var command = new ScriptCommand(text, ROOT, false);
    return new Script("s", command, INTERVAL_NANOS, 60_000_000_000L, rise, fall, failsAtFirst);
  }

  private String answering(String exits) throws IOException {
    var program = directory.resolve("answering");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo x >> %1$s.runs
        n=$(wc -l < %1$s.runs)
        exit $(echo %2$s 0 | cut -d' ' -f$n)
        """
            .formatted(program, exits));
    assertTrue(program.toFile().setExecutable(true, false));
    return program.toString();
  }

  /** So many reports, each with the number of runs that there had been. */
  private List<String> take(int count) throws Exception {
    var taken = new java.util.ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var report = next();
      var runs = Files.readAllLines(directory.resolve("answering.runs")).size();
      taken.add(report.sense() + " after " + runs);
    }
    return taken;
  }

  private TrackerReport next() throws InterruptedException {
    var report = reports.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    if (report == null) {
      throw new AssertionError("no report");
    }
    return report;
  }
}
