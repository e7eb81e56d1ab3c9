package dev.baton.events.tool;

import dev.baton.events.Recorded;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.json.Times;
import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton log info}: which log it is, and what it holds of whom. */
@Command(
    name = "info",
    description = "Says which log it is, and what it holds of whom.",
    mixinStandardHelpOptions = true)
final class LogSummaryCommand implements Callable<Integer> {
  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  private final List<Recorded> firstAndLast = new ArrayList<>();
  private final TreeMap<String, Long> countBySource = new TreeMap<>();

  @Override
  public Integer call() {
    return onDisk.opened(this::summarize);
  }

  private int summarize(StoredLog log) {
    onDisk.out().println("log      " + log.logId() + "  in " + onDisk.directory());
    try (var reader = log.reader(1)) {
      int exitCode = onDisk.readAll(reader, this::count);
      print();
      return exitCode;
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

  private void print() {
    var out = onDisk.out();
    out.println("records  " + countBySource.values().stream().mapToLong(count -> count).sum());
    if (!firstAndLast.isEmpty()) {
      var last = firstAndLast.getLast();
      out.println("first    " + place(firstAndLast.getFirst()));
      out.println("last     " + place(last));
      out.println("epoch    " + last.epoch());
    }
    countBySource.forEach((source, count) -> out.println("of       " + source + "  " + count));
    out.flush();
  }

  private static String place(Recorded recorded) {
    return recorded.seq() + "  " + Times.text(recorded.recordedAtNanos());
  }
}
