package dev.baton.events.tool;

import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.StoredRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton log verify}: checks every record, the log's own chain and that of each node. */
@Command(
    name = "verify",
    description = "Checks every record and every chain; names the first bad record.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 100_000;

  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Override
  public Integer call() {
    return onDisk.opened(this::verify);
  }

  private int verify(StoredLog log) {
    var chains = new NodeChains(log.logId());
    try (var reader = log.reader(1)) {
      int exitCode = onDisk.readAll(reader, stored -> check(stored, chains));
      onDisk
          .out()
          .println(
              "%s  log %s  head %d  %s"
                  .formatted(
                      exitCode == 0 ? "sound" : "sound up to here",
                      log.logId(),
                      reader.lastSeq(),
                      reader.lastHash()));
      chains.incidents().forEach(onDisk::failed);
      onDisk.out().flush();
      return chains.incidents().isEmpty() ? exitCode : 1;
    }
  }

  private void check(StoredRecord stored, NodeChains chains) {
    chains.check(stored);
    if (stored.recorded().seq() % PROGRESS_EVERY == 0) {
      onDisk.err().println(stored.recorded().seq() + " records");
      onDisk.err().flush();
    }
  }
}
