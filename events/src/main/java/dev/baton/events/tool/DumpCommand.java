package dev.baton.events.tool;

import dev.baton.events.LogId;
import dev.baton.events.Subject;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.codec.EventType;
import dev.baton.events.json.EventJson;
import dev.baton.events.json.Times;
import dev.baton.events.log.StoredRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton log dump}: every record, one a line. */
@Command(
    name = "dump",
    description = "Prints every record, one a line.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "jsonl|table",
      description = "jsonl (an envelope a line, the default) or table.",
      defaultValue = "jsonl")
  private Output output = Output.jsonl;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "Begin with record N (default: 1).",
      defaultValue = "1")
  private long fromSeq = 1;

  /** Named as on the command line. */
  enum Output {
    jsonl,
    table
  }

  @Override
  public Integer call() {
    return onDisk.opened(this::dump);
  }

  private int dump(StoredLog log) {
    try (var reader = log.reader(Math.max(1, fromSeq))) {
      return onDisk.readAll(reader, stored -> onDisk.out().println(line(stored, log.logId())));
    }
  }

  private String line(StoredRecord stored, LogId heldBy) {
    return switch (output) {
      case jsonl -> json(stored, heldBy);
      case table -> row(stored);
    };
  }

  private static String json(StoredRecord stored, LogId heldBy) {
    var recorded = stored.recorded();
    return recorded.envelope().id().logId().equals(heldBy)
        ? EventJson.ofAgent(recorded).toString()
        : EventJson.ofController(recorded, heldBy).toString();
  }

  private static String row(StoredRecord stored) {
    var recorded = stored.recorded();
    var subject =
        switch (recorded.envelope().subject()) {
          case Subject.Node node -> "-";
          case Subject.Instance instance -> instance.virtualRouter().text();
        };
    return "%8d  %s  %-12s %-28s %-24s %s"
        .formatted(
            recorded.seq(),
            Times.text(recorded.envelope().wallNanos()),
            recorded.envelope().id().node(),
            EventType.of(recorded.event()).text(),
            subject,
            EventJson.data(recorded.event()));
  }
}
