package dev.baton.agent.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.TrackerDefinition.InitialValue;
import dev.baton.agent.config.TrackerDefinition.NumberFile;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.agent.linux.InotifyDirectoryWatch;
import dev.baton.agent.linux.ffi.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileTrackerTest {
  private static final long PATIENCE_SECONDS = 20;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<TrackerReport> reports = new LinkedBlockingQueue<>();
  private FileWatch watch = new FileWatch(new InotifyDirectoryWatch(Kernel.load()), disk);

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void stopAll() {
    thread.shutdownNow();
    disk.shutdownNow();
  }

  /** Once with the kernel's help, and once where it has none to give. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachNumberThatIsWrittenIsTold(boolean kernelTells) throws Exception {
    watch = kernelTells ? watch : new FileWatch(new Deaf(), disk);
    var path = directory.resolve("number");
    start(path, new InitialValue.None());
    assertEquals("0: no such file", next().detail());
    Files.writeString(path, "5\n");
    assertEquals(5, next().number());
    Files.writeString(path, "no");
    assertEquals("0: the file has no number", next().detail());
    Files.writeString(path, "6");
    assertEquals("6", next().detail());
    Files.writeString(path, "");
    assertEquals("0: the file is empty", next().detail());
  }

  @Test
  void aFileMayBeReplacedMovedAwayAndMovedBack() throws Exception {
    var path = directory.resolve("number");
    var other = directory.resolve("other");
    Files.writeString(path, "1");
    start(path, new InitialValue.None());
    assertEquals(1, next().number());
    Files.writeString(other, "-7");
    Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
    assertEquals(-7, next().number());
    Files.move(path, other);
    assertEquals(0, next().number());
    Files.move(other, path);
    assertEquals(-7, next().number());
    Files.delete(path);
    assertEquals(0, next().number());
    Files.createDirectory(path);
    Files.delete(path);
    Files.writeString(path, "9");
    assertEquals(9, next().number());
  }

  @Test
  void directoriesMayComeLaterGoAndComeAgain() throws Exception {
    var path = directory.resolve("deep/deeper/number");
    start(path, new InitialValue.None());
    assertEquals(0, next().number());
    Files.createDirectories(path.getParent());
    Files.writeString(path, "3");
    assertEquals(3, next().number());
    Files.move(directory.resolve("deep"), directory.resolve("away"));
    assertEquals(0, next().number());
    Files.createDirectories(path.getParent());
    Files.writeString(path, "4");
    assertEquals(4, next().number());
  }

  /** As Kubernetes mounts a ConfigMap. */
  @Test
  void aLinkOnTheWayMayPointElsewhere() throws Exception {
    for (var version : List.of("1", "2")) {
      var made = Files.createDirectory(directory.resolve("v" + version));
      Files.writeString(made.resolve("number"), version);
    }
    var data = directory.resolve("data");
    Files.createSymbolicLink(data, Path.of("v1"));
    var path = directory.resolve("number");
    Files.createSymbolicLink(path, Path.of("data/number"));
    start(path, new InitialValue.None());
    assertEquals(1, next().number());
    var link = directory.resolve("data.new");
    Files.createSymbolicLink(link, Path.of("v2"));
    Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
    assertEquals(2, next().number());
    Files.writeString(directory.resolve("v2/number"), "5");
    assertEquals(5, next().number());
  }

  @Test
  void aNumberThatIsTooLargeLeavesAllAsItWas() throws Exception {
    var path = directory.resolve("number");
    Files.writeString(path, "99999999999");
    start(path, new InitialValue.None());
    assertEquals("0: too large is 99999999999", next().detail());
    for (var text : List.of("4", "3000000000", "5")) {
      var written = Files.writeString(directory.resolve("new"), text);
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }
    assertEquals(5, untilNumber(5).getLast());
  }

  @Test
  void aFileThatIsMissingIsMadeAndOneThatIsThereIsKept() throws Exception {
    var path = directory.resolve("number");
    start(path, new InitialValue.WhereMissing(4));
    assertEquals(4, next().number());
    assertEquals("4", Files.readString(path).strip());
    start(path, new InitialValue.WhereMissing(9));
    assertEquals(4, next().number());
  }

  @Test
  void aFileIsOverwrittenAtTheStartButNotForANewSteward() throws Exception {
    var path = directory.resolve("number");
    Files.writeString(path, "1");
    start(path, new InitialValue.Always(9), Sense.UNWATCHED);
    assertEquals(9, next().number());
    var other = Files.writeString(directory.resolve("other"), "2");
    Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
    assertEquals(2, next().number());
    start(path, new InitialValue.Always(9), Sense.DOWN);
    assertEquals(2, next().number());
  }

  @Test
  void whatCannotBeInitialisedIsSaid() throws Exception {
    start(directory.resolve("no/number"), new InitialValue.WhereMissing(9));
    var said = next().detail();
    assertEquals("0: no such file; init_file: NoSuchFileException", said.split(": /", -1)[0]);
  }

  @Test
  void aTrackerThatIsStoppedSaysNothing() throws Exception {
    var path = directory.resolve("number");
    var stopped = start(path, new InitialValue.None());
    assertEquals(0, next().number());
    thread.submit(stopped::stop).get();
    start(path, new InitialValue.None());
    assertEquals(0, next().number());
    Files.writeString(path, "5");
    assertEquals(5, next().number());
    disk.submit(() -> {}).get();
    thread.submit(() -> {}).get();
    assertEquals(List.of(), List.copyOf(reports));
  }

  @ParameterizedTest
  @CsvSource({
    "'12', 12", "' 6', 6", "'-3 and more', -3", "'+4', 4", "2.5, 2", "7x, 7", "'\n\n6\n', 6",
    "0x10, 16", "-0x1F, -31", "010, 8", "08, 0", "0, 0", "0x, 0", "2147483647, 2147483647",
    "-2147483648, -2147483648",
  })
  void aTextIsTheNumberThatItBeginsWith(String text, int number) {
    assertEquals(new FileNumber.Value(number, ""), FileNumber.of(text));
  }

  private FileTracker start(Path path, InitialValue initialValue) {
    return start(path, initialValue, Sense.UNWATCHED);
  }

  private FileTracker start(Path path, InitialValue initialValue, Sense known) {
    var file = new NumberFile("f", path.toString(), initialValue);
    var tracker = new FileTracker(file, watch, thread, known, reports::add);
    thread.execute(tracker::start);
    return tracker;
  }

  /** All numbers up to this one; those that were there too briefly need not be among them. */
  private List<Long> untilNumber(long number) throws InterruptedException {
    var numbers = new ArrayList<Long>();
    while (numbers.isEmpty() || numbers.getLast() != number) {
      numbers.add(next().number());
      assertTrue(List.of(4L, 5L).contains(numbers.getLast()), numbers::toString);
    }
    return numbers;
  }

  private TrackerReport next() throws InterruptedException {
    var report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (report == null) {
      throw new AssertionError("no report");
    }
    assertEquals(report.number() == 0 ? Sense.UP : Sense.DOWN, report.sense());
    return report;
  }

  /** A file system that tells nothing. */
  private static final class Deaf implements DirectoryWatch {
    @Override
    public int add(Path directory) {
      return -1;
    }

    @Override
    public void remove(int watch) {}

    @Override
    public List<Change> await() {
      throw new IllegalStateException("nobody waits for what never comes");
    }
  }
}
