package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.agent.config.NodeScripts.Limited;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.ScriptUser;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.track.ScriptRun;
import dev.baton.events.NotificationEvent;
import dev.baton.events.NotificationEvent.Failed;
import dev.baton.events.NotificationEvent.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeScriptRunTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final List<String> said = new ArrayList<>();
  private final NodeScriptRun scripts =
      new NodeScriptRun(
          new ScriptRun.Host(timers, new ProcessGroups(Kernel.load())::send), said::add);

  @AfterEach
  void stopTheTimers() {
    timers.shutdownNow();
  }

  private NotificationEvent run(String text, long limitNanos) {
    var command = new ScriptCommand(text, ScriptUser.UNSAID, false);
    return scripts.run("STARTUP", List.of(new Limited(command, limitNanos))).getFirst();
  }

  @Test
  void oneThatEndsWellIsInTheLogWithoutItsArguments() {
    var sent = assertInstanceOf(Sent.class, run("/bin/true secret", LIMIT_NANOS));
    assertEquals(
        new NotificationEvent.Notice("script", "/bin/true", "NODE", "", "STARTUP"), sent.notice());
    assertEquals(List.of(), said);
  }

  @Test
  void oneThatFailsIsToldOf() {
    var failed = assertInstanceOf(Failed.class, run("/bin/false", LIMIT_NANOS));
    assertEquals("exit 1", failed.reason());
    assertEquals(List.of("STARTUP script /bin/false: exit 1"), said);
  }

  @Test
  void oneThatHangsIsKilledAndTheNodeGoesOn() {
    var failed = assertInstanceOf(Failed.class, run("/bin/sleep 600", 50_000_000L));
    assertEquals("timed out after 50 ms", failed.reason());
  }

  @Test
  void oneThatIsNotThereIsToldOf() {
    var failed = assertInstanceOf(Failed.class, run("/no/such/program", LIMIT_NANOS));
    assertEquals(1, said.size(), failed::toString);
  }
}
