package dev.baton.lab.bench.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the log costs: the same transitions through a plain file, a bare queue, and a log. */
public final class LogBench {
  private static final int ROUNDS = 3;
  private static final long GROUP_NANOS = 5_000_000L;
  private static final long MANY = 10_000_000L;

  private final int events;
  private final Consumer<String> out;

  /** Prints a table of that many events. */
  public LogBench(int events, Consumer<String> out) {
    this.events = events;
    this.out = out;
  }

  /** Writes and reads in a directory of its own, which is gone afterwards. */
  public void run() {
    out.accept("Log: %,d transitions, one thread; each way %d times".formatted(events, ROUNDS));
    out.accept("%-46s %12s %12s %9s".formatted("", "events/s", "per CPU s", "MiB/s"));
    try (var scratch = Scratch.make()) {
      appended(scratch);
      read(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void appended(Scratch scratch) throws IOException {
    var samples = Transitions.recordsOf(scratch.directory("samples"), 0, 2 * Transitions.ROUTERS);
    var rivals = new RawAppends(samples, events);
    for (int round = 0; round < ROUNDS; round++) {
      print("append: plain file", rivals.toFile(scratch.directory("file" + round), 0));
      print("append: bare queue", rivals.toQueue(scratch.directory("queue" + round)));
      print("append: log, CRC and chain", toLog(scratch.directory("log" + round), 0));
      print(
          "on disk, groups of 5 ms: plain file",
          rivals.toFile(scratch.directory("f" + round), GROUP_NANOS));
      print("on disk, groups of 5 ms: log", toLog(scratch.directory("l" + round), GROUP_NANOS));
    }
  }

  private Pace toLog(Path directory, long groupNanos) {
    var drafts = Transitions.drafts(0, 2 * Transitions.ROUTERS);
    try (var log = Transitions.open(directory, "a")) {
      var pace = Pace.begin();
      long syncedNanos = System.nanoTime();
      for (int i = 0; i < events; i++) {
        log.append(drafts.get(i % drafts.size()));
        if (groupNanos > 0 && System.nanoTime() - syncedNanos >= groupNanos) {
          log.sync();
          syncedNanos = System.nanoTime();
        }
      }
      if (groupNanos > 0) {
        log.sync();
      }
      return pace.end(events, 0);
    }
  }

  private void read(Scratch scratch) {
    var log = new ControllerLog(scratch.directory("controller"), events);
    print("controller: append of nodes' records", log.append(scratch));
    for (int round = 0; round < ROUNDS; round++) {
      print("controller: read, CRC and event", log.read());
      print("controller: read and fold into the fleet", log.fold());
      print("controller: log verify, every chain", log.verify());
      print("controller: SHA-256 of every record alone", log.digest());
      var restart = log.restart();
      print("controller: restart from the beginning", restart);
      out.accept("  %,d events would take %.1f s".formatted(MANY, restart.secondsFor(MANY)));
    }
  }

  private void print(String what, Pace pace) {
    out.accept(pace.row(what));
  }
}
