package dev.baton.events.tool;

import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.LogArchive;
import dev.baton.events.chronicle.LogArchive.Outcome;
import dev.baton.events.chronicle.StoredLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton log export}: a whole log in one compressed file. */
@Command(
    name = "export",
    description = {
      "Writes the whole log into one compressed file, byte for byte, and checks it on the way.",
      "baton log import makes the same log of it; baton log dump writes JSON lines."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file, which must not be there yet.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    return onDisk.opened(this::export);
  }

  private int export(StoredLog log) {
    var draft = Path.of(file + ".part");
    try {
      if (Files.exists(file)) {
        return onDisk.failed(file + " is there already: name another file");
      }
      int exitCode = export(log, draft);
      if (exitCode == 0) {
        Files.move(draft, file);
      } else {
        Files.delete(draft);
      }
      return exitCode;
    } catch (IOException e) {
      return onDisk.failed("the archive cannot be written: " + Complaint.of(e));
    }
  }

  private int export(StoredLog log, Path draft) throws IOException {
    var progress = new Progress(onDisk.err(), log.writtenSeq());
    try (var out =
        new BufferedOutputStream(
            new GZIPOutputStream(
                Files.newOutputStream(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)),
            BUFFER_BYTES)) {
      return switch (LogArchive.write(log, out, progress::at)) {
        case Outcome.Complete(var head) -> onDisk.said("exported", head);
        case Outcome.Failed(var reason) -> onDisk.failed(reason);
      };
    }
  }
}
