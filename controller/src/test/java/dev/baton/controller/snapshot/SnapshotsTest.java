package dev.baton.controller.snapshot;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.controller.drain.DrainWorld;
import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.At;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.LateDelivery;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.projection.ToldLog;
import dev.baton.events.Cause;
import dev.baton.events.ControllerEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that begins with a snapshot knows what one knows that reads the whole log. */
class SnapshotsTest {
  private static final String VERSION = "1.2.3";
  private static final StoredRecord.Bytes NO_BYTES = StoredRecord.Bytes.copyOf(new byte[0]);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> troubles = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A controller's state, with snapshots in the directory. */
  private final class World {
    private final Projector projector = new Projector();
    private final HeldRecords held = new HeldRecords();
    private final Snapshots snapshots;
    private final ToldLog log;

    World(String version, List<Recorded> events) {
      log = new ToldLog(events);
      snapshots =
          new Snapshots(
              directory,
              version,
              log,
              new Snapshots.State(projector, held),
              (what, why) -> troubles.add(what + ": " + why.getMessage()));
      snapshots.replay();
    }

    /** As at the end, however few records there are. */
    void keep() throws IOException {
      var last = new StoredRecord(log.events().getLast(), NO_BYTES);
      SnapshotFile.write(
          Files.createDirectories(directory).resolve("%019d.snapshot".formatted(log.lastSeq())),
          VERSION,
          new Snapshot(
              Snapshot.Origin.of(log.logId(), last), projector.known(), held.kept().get()));
    }

    /** All that is known, and the newest records. */
    List<Object> all() {
      return List.of(
          projector.known(),
          held.kept().get(),
          projector.window().firstSeq(),
          projector.window().from(projector.window().firstSeq(), Integer.MAX_VALUE));
    }
  }

  private World started(List<Recorded> events) {
    return new World(VERSION, events);
  }

  /** What is known without any snapshot. */
  private List<Object> whole(List<Recorded> events) {
    return new World("reads no snapshot of another version", events).all();
  }

  private static List<Recorded> faultsToldLate(long seed) {
    var random = new Random(seed);
    var story = Story.ofThreeNodes();
    for (int i = 0; i < 4; i++) {
      story.later(random.nextLong(5 * Story.SECOND));
      story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
      story.disconnect(B);
      story.later(random.nextLong(5 * Story.SECOND));
      story.node(C, new NodeEvent.Stopped("engine", 100, "crashed", "exit code 1"));
      story.connect(B);
    }
    return LateDelivery.of(story.events(), List.of(A, B, C), random);
  }

  private void assertGoesOnFromEach(List<Recorded> events) throws IOException {
    var expected = whole(events);
    for (int count = 1; count <= events.size(); count++) {
      started(events.subList(0, count)).keep();
      troubles.clear();
      assertEquals(expected, started(events).all(), "from " + count);
      assertEquals(List.of(), troubles, "from " + count);
    }
  }

  @Test
  void aStartFromASnapshotKnowsWhatAReadingOfTheWholeLogDoes() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      assertGoesOnFromEach(faultsToldLate(seed));
      for (Path each : files()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void openDrainsAndCommandsGoOnToo() throws IOException {
    assertGoesOnFromEach(DrainWorld.drainedAndBack());
  }

  @Test
  void whatIsDamagedIsNotUsedAndThatIsSaid() throws IOException {
    var events = faultsToldLate(7);
    var expected = whole(events);
    started(events).keep();
    var file = files().getFirst();
    var sound = Files.readAllBytes(file);
    var random = new Random(7);
    for (int i = 0; i < 100; i++) {
      var damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, i % 4 == 0 ? cutOff(sound, random) : damaged);
      troubles.clear();
      assertEquals(expected, started(events).all());
      assertTrue(troubles.getFirst().startsWith(file + " is not used"), troubles::toString);
    }
  }

  private static byte[] cutOff(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  @Test
  void theOneBeforeIsUsedThen() throws IOException {
    var events = faultsToldLate(8);
    started(events.subList(0, 9)).keep();
    started(events).keep();
    Files.writeString(files().getLast(), "nothing");
    troubles.clear();
    assertEquals(whole(events).getFirst(), started(events).all().getFirst());
    assertFalse(troubles.isEmpty());
  }

  @Test
  void aSnapshotOfAnotherLogOrOfARecordThatIsAnotherOneNowIsNotUsed() throws IOException {
    var events = faultsToldLate(9);
    started(events).keep();
    var shorter = events.subList(0, events.size() - 1);
    assertEquals(whole(shorter), started(shorter).all(), "a log restored from an older copy");
    var other = new ArrayList<>(shorter);
    var last = events.getLast();
    other.add(
        new Recorded(
            last.seq(),
            last.epoch() + 1,
            last.recordedAtNanos(),
            last.envelope(),
            last.event(),
            last.prevHash()));
    troubles.clear();
    assertEquals(whole(other), started(other).all(), "and written on since");
    assertTrue(
        troubles.toString().contains("another record stands where it was made"),
        troubles::toString);
  }

  @Test
  void theyAreWrittenNowAndThenAndSomeStayEvenlySpread() throws IOException {
    var story = Story.ofThreeNodes();
    for (int i = 0; i < 24_000; i++) {
      story.later(Story.SECOND);
      story.controller(new ControllerEvent.Alive());
    }
    var world = started(story.events().subList(0, 10));
    for (Recorded each : story.events().subList(10, story.events().size())) {
      var record = List.of(new StoredRecord(each, NO_BYTES));
      world.projector.apply(record);
      world.held.replay(record);
      world.snapshots.applied(vertx, record);
      world.snapshots.close(vertx).toCompletionStage().toCompletableFuture().join();
    }
    var seqs = files().stream().map(file -> file.getFileName().toString()).toList();
    assertEquals(10, seqs.size());
    for (int i = 1; i < seqs.size() - 2; i++) {
      long apart =
          Long.parseLong(seqs.get(i), 0, 19, 10) - Long.parseLong(seqs.get(i - 1), 0, 19, 10);
      assertTrue(apart >= 1_000 && apart <= 8_000, seqs::toString);
    }
    var again = started(story.events());
    assertEquals(whole(story.events()), again.all());
  }

  @Test
  void oneLooksBackFromAnOlderOne() throws IOException {
    var events = faultsToldLate(10);
    started(events.subList(0, 5)).keep();
    started(events.subList(0, 12)).keep();
    started(events).keep();
    var world = started(events);
    var past = new Past(vertx, world.log, world.projector);
    assertEquals(image(events, 15), look(past, new At.Seq(15)));
    assertEquals(image(events, 12), look(past, new At.Seq(12)));
    assertEquals(image(events, 3), look(past, new At.Seq(3)));
    for (Path file : files()) {
      Files.delete(file);
    }
    assertEquals(image(events, 8), look(past, new At.Seq(8)), "from one that is gone");
    var whole = new Past(vertx, world.log, new World("another", events).projector);
    for (long time = Story.START; time < Story.START + 60 * Story.SECOND; time += Story.SECOND) {
      var at = new At.Time(time);
      assertEquals(look(whole, at), look(past, at), () -> "at " + at);
    }
  }

  private static Image image(List<Recorded> events, int count) {
    var projector = new Projector();
    events
        .subList(0, count)
        .forEach(each -> projector.apply(List.of(new StoredRecord(each, NO_BYTES))));
    return projector.image();
  }

  private static Image look(Past past, At at) {
    return past.at(at).toCompletionStage().toCompletableFuture().join().image();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
