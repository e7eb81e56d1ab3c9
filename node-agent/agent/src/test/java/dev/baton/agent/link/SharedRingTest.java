package dev.baton.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedRingTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theReaderGetsWhatTheWriterPutInInOrder() {
    var file = directory.resolve("events");
    try (var writer = SharedRing.create(file);
        var reader = SharedRing.open(file)) {
      for (int i = 1; i <= 1_000; i++) {
        assertTrue(writer.offer(stalled(i)));
      }
      var read = new ArrayList<Draft>();
      reader.drain(new Taken(read, new ArrayList<>()));
      assertEquals(1_000, read.size());
      assertEquals(stalled(1), read.getFirst());
      assertEquals(stalled(1_000), read.getLast());
    }
  }

  @Test
  void aReaderThatDiesInTheMiddleLeavesTheMessageToTheNext() {
    var file = directory.resolve("events");
    try (var writer = SharedRing.create(file)) {
      writer.offer(stalled(1));
      var copy = new ArrayList<Draft>();
      try (var next = SharedRing.open(file)) {
        next.drain(new Taken(copy, new ArrayList<>()));
      }
      assertEquals(1, copy.size());
    }
  }

  @Test
  void aFullRingSaysSoAndTakesMoreOnceItIsEmptied() {
    var file = directory.resolve("events");
    try (var writer = SharedRing.create(file);
        var reader = SharedRing.open(file)) {
      int taken = 0;
      while (writer.offer(stalled(taken + 1))) {
        taken++;
      }
      var read = new ArrayList<Draft>();
      reader.drain(new Taken(read, new ArrayList<>()));
      assertEquals(taken, read.size());
      assertTrue(writer.offer(stalled(1)));
    }
  }

  @Test
  void ordersToStopAndToReloadAreNoDrafts() {
    var file = directory.resolve("orders");
    try (var writer = SharedRing.create(file);
        var reader = SharedRing.open(file)) {
      writer.offerStop();
      writer.offerReload();
      var signals = new ArrayList<String>();
      reader.drain(new Taken(new ArrayList<>(), signals));
      assertEquals(List.of("stop", "reload"), signals);
    }
  }

  @Test
  void aRingThatNobodyMadeCannotBeOpened() {
    assertThrows(DamagedRing.class, () -> SharedRing.open(directory.resolve("nothing")).close());
  }

  private static Draft stalled(long nanos) {
    return Draft.of(1, 2, Subject.NODE, new NodeEvent.Stalled("engine", nanos));
  }

  private record Taken(List<Draft> drafts, List<String> signals) implements SharedRing.Sink {
    @Override
    public void draft(Draft draft) {
      drafts.add(draft);
    }

    @Override
    public void stop() {
      signals.add("stop");
    }

    @Override
    public void reload() {
      signals.add("reload");
    }
  }
}
