package dev.baton.agent.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.ScriptUser;
import dev.baton.agent.linux.ProcessGroups;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.track.ScriptRun;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the reader of a FIFO is started again. */
@Timeout(30)
class FifoReaderTest {
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    timers.shutdownNow();
  }

  private FifoReader reader(String script) {
    return new FifoReader(
        new ScriptRun.Host(timers, new ProcessGroups(Kernel.load())::send),
        new ScriptCommand("sh -c '" + script + "'", ScriptUser.UNSAID, false),
        "/nowhere",
        said::add,
        10);
  }

  @Test
  void oneThatFailsIsStartedAgainAfterAPauseThatGrows() throws InterruptedException {
    var reader = reader("exit 3");
    reader.start();
    for (int pauseMillis = 10; pauseMillis <= 40; pauseMillis *= 2) {
      assertEquals(
          "the reader of /nowhere ended: exit 3; it is started again in " + pauseMillis + " ms",
          said.take());
    }
    reader.close();
  }

  @Test
  void oneThatEndedWellIsStartedAgainByAReload() throws InterruptedException {
    var reader = reader("exit 0");
    reader.start();
    var ended = "the reader of /nowhere ended: exit 0; a reload starts it again";
    assertEquals(ended, said.take());
    reader.start();
    assertEquals(ended, said.take());
    assertTrue(said.isEmpty());
  }

  @Test
  void oneThatRunsIsNotStartedTwiceAndOneThatIsClosedNotAgain() throws InterruptedException {
    var reader = reader("sleep 0.3; exit 1");
    reader.start();
    reader.start();
    reader.close();
    assertEquals("the reader of /nowhere ended: exit 1", said.take());
    reader.start();
    assertTrue(said.isEmpty());
  }
}
