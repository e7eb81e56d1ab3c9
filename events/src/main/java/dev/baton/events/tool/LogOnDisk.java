package dev.baton.events.tool;

import dev.baton.events.LogHead;
import dev.baton.events.chronicle.Remedy;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord;
import java.io.PrintWriter;
import java.nio.file.Files;
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
    return opened(data, use);
  }

  /** The same with the log of another agent or controller than the one that was asked for. */
  int opened(Path otherData, Use use) {
    var misnamed = misnamed(otherData);
    if (!misnamed.isEmpty()) {
      return failed(misnamed);
    }
    return switch (StoredLog.open(otherData.resolve("log"))) {
      case StoredLog.Opening.Unreadable(var reason)
          when Files.isReadable(otherData.resolve("log/log.id")) ->
          failed(reason + "; " + Remedy.of(reason, otherData));
      case StoredLog.Opening.Unreadable(var reason) -> failed(reason);
      case StoredLog.Opening.Opened(var log) -> {
        try (log) {
          yield use.of(log);
        }
      }
    };
  }

  /** What is given where a data directory should be, and what to give; empty if one is. */
  static String misnamed(Path data) {
    if (Files.isRegularFile(data)) {
      return data + " is a file: give the data directory of an agent or a controller";
    }
    if (!Files.isDirectory(data)) {
      return "there is no directory " + data;
    }
    return Files.exists(data.resolve("log.id"))
        ? data + " is the log itself: give the directory that it stands in"
        : "";
  }

  /** Reads to the end or to the first damage, which it reports; the exit code. */
  int readAll(EventReader reader, Consumer<StoredRecord> consumer) {
    return readAll(data, reader, consumer);
  }

  /** The same with the log of another agent or controller. */
  int readAll(Path otherData, EventReader reader, Consumer<StoredRecord> consumer) {
    while (true) {
      switch (reader.next()) {
        case Read.Found(var stored) -> consumer.accept(stored);
        case Read.End end -> {
          out().flush();
          return 0;
        }
        case Read.Damaged(var atSeq, var reason) -> {
          out().flush();
          return failed(
              "damaged at record %d: %s; %s"
                  .formatted(atSeq, reason, Remedy.of(reason, otherData)));
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
