package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.SharedRing;
import dev.baton.agent.linux.PrivateNetwork;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
  private static final int TAKE_OVERS = Rehearsal.ROUNDS * 2 * Rehearsal.ROUTERS;

  @TempDir private Path directory;

  private final Kernel kernel = Kernel.load();

  @Test
  void everyRouterTakesOverForReal() throws Exception {
    var events = play();
    long takeOvers =
        events.stream()
            .filter(InstanceEvent.Transitioned.class::isInstance)
            .map(InstanceEvent.Transitioned.class::cast)
            .filter(t -> t.cause() == Cause.ACTIVE_DOWN_TIMER_EXPIRED)
            .count();
    assertTrue(takeOvers >= TAKE_OVERS, takeOvers + " of " + TAKE_OVERS);
    var applied =
        events.stream()
            .filter(InstanceEvent.VipsApplied.class::isInstance)
            .map(InstanceEvent.VipsApplied.class::cast)
            .toList();
    assertTrue(applied.size() >= TAKE_OVERS, applied.size() + " of " + TAKE_OVERS);
    assertEquals(List.of(), applied.stream().flatMap(a -> a.failed().stream()).toList());
  }

  @Test
  void nothingIsLeftOfIt() throws Exception {
    play();
    int before = openFiles();
    play();
    assertEquals(before, openFiles());
  }

  private List<Event> play() throws Exception {
    var events = new ArrayList<Event>();
    var entered = new AtomicBoolean();
    var stage = new RunDirectory(directory);
    var thread =
        new Thread(() -> {
          entered.set(PrivateNetwork.enter(kernel));
          try (var orders = SharedRing.create(stage.orders());
              var recorded = SharedRing.create(stage.events())) {
            new Rehearsal(kernel, stage, orders, recorded).play();
            recorded.drain(new Collected(events));
          }
        });
    thread.start();
    thread.join();
    assertTrue(entered.get(), "this test needs the right to make a network namespace (root)");
    Files.delete(stage.orders());
    Files.delete(stage.events());
    return events;
  }

  private static int openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count();
    }
  }

  private record Collected(List<Event> events) implements SharedRing.Sink {
    @Override
    public void draft(Draft draft) {
      events.add(draft.event());
    }

    @Override
    public void stop() {
      throw new IllegalStateException("an engine asks nobody to stop");
    }

    @Override
    public void reload() {
      throw new IllegalStateException("an engine asks nobody to reload");
    }
  }
}
