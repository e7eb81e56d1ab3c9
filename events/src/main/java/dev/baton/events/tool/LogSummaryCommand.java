package dev.baton.events.tool;

import dev.baton.events.Recorded;
import dev.baton.events.chronicle.ChainReader;
import dev.baton.events.chronicle.LogExtent;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.json.Times;
import dev.baton.events.log.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton log info}: which log it is, what it holds of whom, and what it takes. */
@Command(
    name = "info",
    description = {
      "Says which log it is, from when to when it goes, what it takes on the disk,",
      "what of it is acknowledged, and what it holds of whom. Reads all of it."
    },
    mixinStandardHelpOptions = true)
final class LogSummaryCommand implements Callable<Integer> {
  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  private final List<Recorded> firstAndLast = new ArrayList<>();
  private final TreeMap<String, Long> countBySource = new TreeMap<>();
  private long recordBytes;

  @Override
  public Integer call() {
    return onDisk.opened(this::summarize);
  }

  private int summarize(StoredLog log) {
    try (var reader = log.reader(1)) {
      var progress = new Progress(onDisk.err(), log.writtenSeq());
      line("log", log.logId() + "  in " + onDisk.directory());
      int exitCode =
          onDisk.readAll(
              reader,
              stored -> {
                count(stored);
                recordBytes += reader.lastRecord().length();
                progress.at(stored.recorded().seq());
              });
      print(reader);
      print(LogExtent.of(onDisk.directory()), reader.lastSeq());
      countBySource.forEach((source, count) -> line("of", source + "  " + count));
      onDisk.out().flush();
      return exitCode;
    } catch (IOException e) {
      return onDisk.failed("cannot look into " + onDisk.directory() + ": " + e.getMessage());
    }
  }

  private void count(StoredRecord stored) {
    var recorded = stored.recorded();
    var id = recorded.envelope().id();
    countBySource.merge(id.node() + " " + id.logId(), 1L, Long::sum);
    if (firstAndLast.size() == 2) {
      firstAndLast.removeLast();
    }
    firstAndLast.addLast(recorded);
  }

  private void print(ChainReader reader) {
    long count = countBySource.values().stream().mapToLong(each -> each).sum();
    line("records", "%d  %s of records".formatted(count, size(recordBytes)));
    if (!firstAndLast.isEmpty()) {
      var last = firstAndLast.getLast();
      line("first", place(firstAndLast.getFirst()));
      line("last", place(last));
      line("head", reader.lastSeq() + "  " + reader.lastHash());
      line("epoch", Long.toString(last.epoch()));
    }
  }

  private void print(LogExtent extent, long lastSeq) {
    line(
        "files",
        "%d days in archives, %s; %d being written or not archived yet, %s"
            .formatted(
                extent.archiveCount(),
                size(extent.archiveBytes()),
                extent.queueFileCount(),
                size(extent.queueBytes())));
    if (extent.droppedSeq() > 0) {
      line("dropped", "records 1 to " + extent.droppedSeq() + " are not kept any more");
    }
    for (long seq : extent.acknowledgedSeq()) {
      line(
          "acked",
          "to %d by a controller; %d are not yet".formatted(seq, Math.max(0, lastSeq - seq)));
    }
    extent.setAside().forEach(name -> line("aside", name + "  a log that was set aside"));
  }

  private void line(String what, String words) {
    onDisk.out().println("%-8s %s".formatted(what, words));
  }

  private static String size(long bytes) {
    long kibi = 1024;
    return bytes < 10 * kibi
        ? bytes + " bytes"
        : bytes < 10 * kibi * kibi ? bytes / kibi + " KiB" : bytes / kibi / kibi + " MiB";
  }

  private static String place(Recorded recorded) {
    return recorded.seq() + "  " + Times.text(recorded.recordedAtNanos());
  }
}
