package dev.baton.agent.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.TrackerDefinition.Matching;
import dev.baton.agent.track.ProcessEvents.Change;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessCensusTest {
  private static final long PATIENCE_SECONDS = 20;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
  private final Told told = new Told(true);

  @TempDir private Path proc = Path.of("");

  /** A kernel that tells, or does not. */
  private record Told(boolean begin, BlockingQueue<List<Change>> changes) implements ProcessEvents {
    Told(boolean begins) {
      this(begins, new LinkedBlockingQueue<>());
    }

    @Override
    public List<Change> await() {
      try {
        var next = changes.poll(100, TimeUnit.MILLISECONDS);
        return next == null ? List.of() : next;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void tell(Change... some) {
      changes.add(List.of(some));
    }
  }

  @BeforeEach
  void someProcesses() throws IOException {
    process(1, "init", "S", "/sbin/init");
    process(20, "haproxy", "S", "haproxy", "-f", "/etc/a.cfg");
    process(21, "haproxy", "R", "haproxy", "-f", "/etc/b.cfg", "-D");
    process(22, "haproxy", "Z");
    process(30, "a) (b", "S", "odd");
    process(31, "a-rather-long-n", "S", "a-rather-long-name");
    process(40, "kthread", "I");
    Files.createFile(proc.resolve("version"));
  }

  @AfterEach
  void stopAll() {
    thread.shutdownNow();
  }

  @Test
  void aNameIsComparedAsTheKernelKeepsItAndZombiesDoNotCount() throws Exception {
    assertEquals(2, count(Matching.NAME, "haproxy"));
    assertEquals(0, count(Matching.NAME, "hapro"));
    assertEquals(1, count(Matching.NAME, "a) (b"));
    assertEquals(1, count(Matching.NAME, "a-rather-long-name"));
    assertEquals(1, count(Matching.NAME, "kthread"));
  }

  @Test
  void aCommandLineIsComparedAsTheFileSays() throws Exception {
    assertEquals(1, count(Matching.COMMAND_LINE, "haproxy", "-f", "/etc/a.cfg"));
    assertEquals(0, count(Matching.COMMAND_LINE, "haproxy"));
    assertEquals(1, count(Matching.COMMAND_LINE, "/sbin/init"));
    assertEquals(2, count(Matching.FIRST_PARAMETERS, "haproxy", "-f"));
    assertEquals(1, count(Matching.FIRST_PARAMETERS, "haproxy", "-f", "/etc/b.cfg"));
    assertEquals(0, count(Matching.FIRST_PARAMETERS, "haproxy", "-f", "/etc/"));
    assertEquals(2, count(Matching.BEGINNING, "haproxy", "-f", "/etc/"));
    assertEquals(0, count(Matching.BEGINNING, "haproxy", "-g", "/etc/"));
  }

  @Test
  void aChildIsWhatItsParentIsUntilItBecomesAnotherProgram() throws Exception {
    begin(told, "haproxy");
    assertEquals(2, next());
    told.tell(new Change.Forked(20, 50), new Change.Forked(1, 51));
    assertEquals(3, next());
    process(50, "sh", "S", "sh");
    told.tell(new Change.Renamed(50));
    assertEquals(2, next());
    process(51, "haproxy", "S", "haproxy");
    told.tell(new Change.Renamed(51));
    assertEquals(3, next());
  }

  @Test
  void aProcessThatEndedDoesNotCountAndOthersChangeNothing() throws Exception {
    begin(told, "haproxy");
    assertEquals(2, next());
    told.tell(new Change.Ended(1), new Change.Ended(20));
    assertEquals(1, next());
    told.tell(new Change.Renamed(21), new Change.Ended(20), new Change.Forked(40, 41));
    told.tell(new Change.Ended(21));
    assertEquals(0, next());
  }

  @Test
  void whatCouldNotBeToldIsLookedUp() throws Exception {
    begin(told, "haproxy");
    assertEquals(2, next());
    process(60, "haproxy", "S", "haproxy");
    told.tell(new Change.Ended(20), new Change.Lost());
    assertEquals(3, next());
  }

  @Test
  void whereTheKernelDoesNotTellAllAreLookedAtAgain() throws Exception {
    begin(new Told(false), "haproxy");
    assertEquals(2, next());
    process(60, "haproxy", "S", "haproxy");
    assertEquals(3, next());
    process(60, "haproxy", "Z");
    assertEquals(2, next());
  }

  private void process(int pid, String name, String state, String... arguments) throws IOException {
    var directory = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    var cmdline = arguments.length == 0 ? "" : String.join("\0", arguments) + "\0";
    Files.writeString(directory.resolve("cmdline"), cmdline);
    var stat = Files.writeString(proc.resolve("new"), pid + " (" + name + ") " + state + " 1 1");
    Files.move(stat, directory.resolve("stat"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private int count(Matching matching, String... command) throws InterruptedException {
    ProcessCensus.of(new Told(false), proc, thread)
        .count(new ProcessMatch(List.of(command), matching), counts::add);
    return next();
  }

  private void begin(ProcessEvents events, String name) {
    ProcessCensus.of(events, proc, thread)
        .count(new ProcessMatch(List.of(name), Matching.NAME), counts::add);
  }

  private int next() throws InterruptedException {
    var count = counts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (count == null) {
      throw new AssertionError("no count");
    }
    return count;
  }
}
