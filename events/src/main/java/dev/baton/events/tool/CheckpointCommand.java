package dev.baton.events.tool;

import dev.baton.events.LogHead;
import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.json.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton log checkpoint}: checks a log and signs how far it has come. */
@Command(
    name = "checkpoint",
    description = {
      "Checks the log and prints a signed statement of its head.",
      "Keep it elsewhere: baton log verify --checkpoint FILE tells whether the log was rewritten."
    },
    mixinStandardHelpOptions = true)
final class CheckpointCommand implements Callable<Integer> {
  private static final String KEY_FILE = "checkpoint.key";

  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The key to sign with; made when it is not there (default: DIR/checkpoint.key).")
  private List<Path> key = List.of();

  @Override
  public Integer call() {
    return onDisk.opened(this::sign);
  }

  private int sign(StoredLog log) {
    try (var reader = log.reader(1)) {
      var progress = new Progress(onDisk.err(), log.writtenSeq());
      int exitCode = onDisk.readAll(reader, stored -> progress.at(stored.recorded().seq()));
      if (exitCode != 0) {
        return exitCode;
      }
      var file = key.isEmpty() ? onDisk.data().resolve(KEY_FILE) : key.getFirst();
      var pair = SigningKey.of(file);
      var head = new LogHead(log.logId(), reader.lastSeq(), reader.lastHash());
      onDisk.out().println(Checkpoint.sign(head, now(), pair).json());
      onDisk.out().flush();
      onDisk.err().println("signed with key " + Checkpoint.fingerprint(pair.getPublic()));
      onDisk.err().flush();
      return 0;
    } catch (IOException e) {
      return onDisk.failed("cannot sign: " + Complaint.of(e));
    }
  }

  private static String now() {
    var now = Instant.now();
    return Times.text(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
  }
}
