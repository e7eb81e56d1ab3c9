package dev.baton.lab.bench.log;

import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.At;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.snapshot.Snapshots;
import dev.baton.events.chronicle.ChronicleEventLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a controller does before it listens, on a log of years, without a snapshot and with one; and
 * what looks back cost then.
 */
public final class RestartBench {
  private static final int TAIL_COUNT = 5_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int events;
  private final Consumer<String> out;

  /** Of a log of that many events. */
  public RestartBench(int events, Consumer<String> out) {
    this.events = events;
    this.out = out;
  }

  /** Works in a directory of its own, which is gone afterwards. */
  public void run() {
    try (var scratch = Scratch.make()) {
      var data = scratch.directory("controller");
      try (var nodes = new QuietNodes(scratch)) {
        timed("fill the log with %,d events".formatted(events), () -> filled(data, nodes, events));
        start(data, "whole");
        filled(data, nodes, TAIL_COUNT);
        start(data, "from a snapshot, and %,d events behind it".formatted(TAIL_COUNT));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long filled(Path data, QuietNodes nodes, int count) {
    try (var log = open(data)) {
      nodes.relay(log, count);
      return log.lastSeq();
    }
  }

  private void start(Path data, String how) throws IOException {
    var vertx = Vertx.vertx();
    var projector = new Projector();
    var state = new Snapshots.State(projector, new HeldRecords());
    out.accept("start, " + how);
    try (var log = timed("  open the log", () -> open(data))) {
      var snapshots =
          new Snapshots(
              data.resolve("snapshots"),
              "bench",
              log,
              state,
              (what, why) -> out.accept(what + ": " + why));
      timed("  read what is not known", () -> replayed(snapshots));
      var past = new Past(vertx, log, projector);
      long middle = log.lastSeq() / 2;
      long when = QuietNodes.BEGINNING_NANOS + middle * QuietNodes.APART_NANOS;
      timed("  look at what was known in the middle", () -> await(past.at(new At.Seq(middle))));
      timed("  look at what was so in the middle", () -> await(past.at(new At.Time(when))));
      timed("  write a snapshot", () -> await(snapshots.close(vertx)));
    } finally {
      await(vertx.close());
    }
    try (var files = Files.list(data.resolve("snapshots"))) {
      for (Path file : files.toList()) {
        out.accept("  %s: %,d bytes".formatted(file.getFileName(), Files.size(file)));
      }
    }
  }

  private static boolean replayed(Snapshots snapshots) {
    snapshots.replay();
    return true;
  }

  private static ChronicleEventLog open(Path data) {
    return Transitions.open(data.resolve("log"), "controller");
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private <T> T timed(String what, Supplier<T> work) {
    long beganNanos = System.nanoTime();
    var result = work.get();
    double seconds = (System.nanoTime() - beganNanos) / NANOS_PER_SECOND;
    out.accept("%-46s %10.2f s".formatted(what, seconds));
    return result;
  }
}
