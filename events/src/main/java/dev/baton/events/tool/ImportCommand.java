package dev.baton.events.tool;

import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.LogArchive;
import dev.baton.events.chronicle.LogArchive.Outcome;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton log import}: makes a log of what {@code baton log export} wrote. */
@Command(
    name = "import",
    description = {
      "Makes the same log of an exported file, in a data directory that has none.",
      "Every record and the chain are checked; nothing is made of a damaged file."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Option(names = "--in", required = true, paramLabel = "FILE", description = "The exported file.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    try (var in =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES), BUFFER_BYTES)) {
      return switch (LogArchive.read(in, onDisk.directory())) {
        case Outcome.Complete(var head) -> onDisk.said("imported", head);
        case Outcome.Failed(var reason) -> onDisk.failed(reason);
      };
    } catch (IOException e) {
      return onDisk.failed(file + " cannot be imported: " + Complaint.of(e));
    }
  }
}
