package dev.baton.agent.track;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.ScriptUser;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.track.ScriptOutcome.Exited;
import dev.baton.agent.track.ScriptOutcome.NotStarted;
import dev.baton.agent.track.ScriptOutcome.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ScriptRunTest {
  private static final ScriptUser ROOT = new ScriptUser("root", "", false);
  private static final long SHORT_NANOS = 200_000_000L;

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final ScriptRun.Host host =
      new ScriptRun.Host(timers, new ProcessGroups(Kernel.load())::send);

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void stopTheTimers() {
    timers.shutdownNow();
  }

  @Test
  void theExitStatusIsTheOutcome() {
    assertEquals(new Exited(0), run("/bin/true", ROOT));
    assertEquals(new Exited(3), run("/bin/sh -c 'exit 3'", ROOT));
  }

  @Test
  void moreArgumentsComeAfterTheCommands() throws IOException {
    var file = directory.resolve("arguments");
    var command = new ScriptCommand("/bin/sh -c 'echo \"$0 $1 $2\" > " + file + "' a", ROOT, false);
    var run = ScriptRun.start(host, command, List.of("b c", "d"), ScriptRun.NO_TIMEOUT);
    assertEquals(new Exited(0), run.outcome().join());
    assertEquals("a b c d", Files.readString(file).strip());
  }

  @Test
  void aScriptRunsAsTheUserAskedFor() throws IOException {
    assertEquals("0:0:0", identity(ROOT));
    var nobody = idOf("nobody");
    assertEquals(nobody, identity(new ScriptUser("nobody", "", false)));
    var withGroup = identity(new ScriptUser("nobody", "daemon", false));
    assertEquals(nobody.split(":", -1)[0], withGroup.split(":", -1)[0]);
    assertFalse(withGroup.equals(nobody), "another group: " + withGroup);
  }

  @Test
  void aUserThatDoesNotExistIsSaid() {
    assertEquals(
        new NotStarted("there is no user no_such_user"),
        run("/bin/true", new ScriptUser("no_such_user", "", false)));
    assertEquals(
        new NotStarted("there is no group no_such_group"),
        run("/bin/true", new ScriptUser("root", "no_such_group", false)));
  }

  @Test
  void aTimeoutKillsAllThatTheScriptStarted() throws IOException {
    var file = directory.resolve("pids");
    // The child ignores SIGTERM, as does its parent.
    var text = "/bin/sh -c 'trap \"\" TERM; sleep 60 & echo $! > " + file + "; wait'";
    var run =
        ScriptRun.start(host, new ScriptCommand(text, ROOT, false), List.of(), 4 * SHORT_NANOS);
    assertInstanceOf(TimedOut.class, run.outcome().join());
    assertFalse(run.gone().isDone(), "it has time to end by itself");
    run.gone().join();
    long child = Long.parseLong(Files.readString(file).strip());
    while (ProcessHandle.of(child).filter(ProcessHandle::isAlive).isPresent()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aScriptThatEndsInTimeIsNotKilled() throws InterruptedException {
    var run =
        ScriptRun.start(host, new ScriptCommand("/bin/true", ROOT, false), List.of(), SHORT_NANOS);
    assertEquals(new Exited(0), run.outcome().join());
    assertTrue(run.gone().join());
    timers.shutdown();
    assertTrue(timers.awaitTermination(5, TimeUnit.SECONDS));
    assertEquals(new Exited(0), run.outcome().join());
  }

  private String identity(ScriptUser user) throws IOException {
    var file = directory.resolve("identity");
    Files.deleteIfExists(file);
    Files.setPosixFilePermissions(
        directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    var text = "/bin/sh -c 'echo $(id -u):$(id -g):$(id -G) > " + file + "'";
    assertEquals(new Exited(0), run(text, user));
    return Files.readString(file).strip();
  }

  private static String idOf(String user) throws IOException {
    var process = new ProcessBuilder("sh", "-c", "echo $(id -u $0):$(id -g $0):$(id -g $0)", user);
    return new String(process.start().getInputStream().readAllBytes(), UTF_8).strip();
  }

  private ScriptOutcome run(String text, ScriptUser user) {
    return ScriptRun.start(
            host, new ScriptCommand(text, user, false), List.of(), ScriptRun.NO_TIMEOUT)
        .outcome()
        .join();
  }
}
