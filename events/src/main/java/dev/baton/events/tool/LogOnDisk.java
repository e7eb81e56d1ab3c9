package dev.baton.events.tool;

import dev.baton.events.LogHead;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands have in common: which log, and reading it to its end. */
final class LogOnDisk {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data directory of an agent or a controller.")
  private Path data = Path.of("");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** What a command does with an open log; its exit code. */
  interface Use {
    int of(StoredLog log);
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  Path directory() {
    return data.resolve("log");
  }

  Path data() {
    return data;
  }

  int opened(Use use) {
    return opened(directory(), use);
  }

  /** The same with another log than the one that was asked for. */
  int opened(Path directory, Use use) {
    return switch (StoredLog.open(directory)) {
      case StoredLog.Opening.Unreadable(var reason) -> failed(reason);
      case StoredLog.Opening.Opened(var log) -> {
        try (log) {
          yield use.of(log);
        }
      }
    };
  }

  /** Reads to the end or to the first damage, which it reports; the exit code. */
  int readAll(EventReader reader, Consumer<StoredRecord> consumer) {
    while (true) {
      switch (reader.next()) {
        case Read.Found(var stored) -> consumer.accept(stored);
        case Read.End end -> {
          out().flush();
          return 0;
        }
        case Read.Damaged(var atSeq, var reason) -> {
          out().flush();
          return failed("damaged at record " + atSeq + ": " + reason);
        }
      }
    }
  }

  /** Says what was done with a whole log; the exit code. */
  int said(String what, LogHead head) {
    out().println("%s  log %s  head %d  %s".formatted(what, head.logId(), head.seq(), head.hash()));
    out().flush();
    return 0;
  }

  int failed(String reason) {
    err().println("baton log: " + reason);
    err().flush();
    return 1;
  }
}
