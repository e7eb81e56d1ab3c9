package dev.baton.events.tool;

import dev.baton.events.NodeEvent;
import dev.baton.events.chronicle.ChainReader;
import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.StoredLog;
import dev.baton.events.log.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton log verify}: checks every record, the log's own chain and that of each node. */
@Command(
    name = "verify",
    description = {
      "Checks every record and every chain; names the first bad record.",
      "Who can write a log can write another that is as sound: --witness and --checkpoint check it",
      "against what is held elsewhere."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Option(
      names = "--witness",
      paramLabel = "DIR",
      description = "An agent's data directory: the controller's log must be what it was told.")
  private List<Path> witnesses = List.of();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "What baton log checkpoint printed: the log must be what it was then.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--signed-by",
      paramLabel = "FINGERPRINT",
      description = "The key that checkpoints must be signed with.")
  private List<String> fingerprint = List.of();

  @Override
  public Integer call() {
    return onDisk.opened(this::verify);
  }

  private int verify(StoredLog log) {
    var heads = new HeldHeads(log.logId());
    for (Path witness : witnesses) {
      int before = heads.count();
      if (collect(witness, heads) != 0) {
        return 1;
      }
      heads.require(witness.toString(), before);
    }
    for (Path checkpoint : checkpoints) {
      int before = heads.count();
      if (read(checkpoint, heads) != 0) {
        return 1;
      }
      heads.require(checkpoint.toString(), before);
    }
    return verify(log, heads);
  }

  private int verify(StoredLog log, HeldHeads heads) {
    var chains = new NodeChains(log.logId());
    var progress = new Progress(onDisk.err(), log.writtenSeq());
    try (var reader = log.reader(1)) {
      int exitCode =
          onDisk.readAll(
              reader,
              stored -> {
                chains.check(stored);
                heads.check(stored.recorded().seq(), reader.lastHash());
                progress.at(stored.recorded().seq());
              });
      if (exitCode == 0) {
        heads.endAt(reader.lastSeq());
      }
      say(log, reader, exitCode, heads);
      chains.incidents().forEach(onDisk::failed);
      heads.contradictions().forEach(onDisk::failed);
      return chains.incidents().isEmpty() && heads.contradictions().isEmpty() ? exitCode : 1;
    }
  }

  private void say(StoredLog log, ChainReader reader, int exitCode, HeldHeads heads) {
    var out = onDisk.out();
    out.println(
        "%s  log %s  head %d  %s"
            .formatted(
                exitCode == 0 ? "sound" : "sound up to here",
                log.logId(),
                reader.lastSeq(),
                reader.lastHash()));
    if (!witnesses.isEmpty() || !checkpoints.isEmpty()) {
      out.println(heads.summary());
    }
    out.flush();
  }

  private int collect(Path data, HeldHeads heads) {
    return onDisk.opened(
        data,
        log -> {
          try (var reader = log.reader(1)) {
            return onDisk.readAll(data, reader, stored -> collect(stored, heads));
          }
        });
  }

  private static void collect(StoredRecord stored, HeldHeads heads) {
    if (stored.recorded().event() instanceof NodeEvent.HeadWitnessed(var head)) {
      var by = stored.recorded().envelope().id().node().value();
      heads.add(new HeldHeads.Held(by, head));
    }
  }

  private int read(Path file, HeldHeads heads) {
    try {
      return switch (Checkpoint.read(Files.readString(file))) {
        case Checkpoint.Reading.Unsound(var reason) -> onDisk.failed(file + ": " + reason);
        case Checkpoint.Reading.Sound(var checkpoint) -> add(file, checkpoint, heads);
      };
    } catch (IOException e) {
      return onDisk.failed("the checkpoint cannot be read: " + Complaint.of(e));
    }
  }

  private int add(Path file, Checkpoint checkpoint, HeldHeads heads) {
    var by = Checkpoint.fingerprint(checkpoint.key());
    if (!fingerprint.isEmpty() && !fingerprint.contains(by)) {
      return onDisk.failed(file + ": it is signed by " + by + ", not by " + fingerprint);
    }
    onDisk.out().println("checkpoint of " + checkpoint.signedAt() + ", signed by " + by);
    heads.add(new HeldHeads.Held("the checkpoint in " + file, checkpoint.head()));
    return 0;
  }
}
