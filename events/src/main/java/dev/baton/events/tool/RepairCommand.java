package dev.baton.events.tool;

import dev.baton.events.chronicle.LogRepair;
import dev.baton.events.chronicle.LogRepair.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton log repair}: makes a damaged log whole again, as far as it is sound. */
@Command(
    name = "repair",
    description = {
      "Keeps the records before the first damage, and notes in the log what is missing.",
      "The damaged files are set aside. Agents send a controller again what they still have."
    },
    mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {
  @Mixin private LogOnDisk onDisk = new LogOnDisk();

  @Override
  public Integer call() {
    var misnamed = LogOnDisk.misnamed(onDisk.data());
    if (!misnamed.isEmpty()) {
      return onDisk.failed(misnamed);
    }
    return switch (LogRepair.of(onDisk.directory())) {
      case Outcome.Sound(var lastSeq) ->
          said("all %d records are sound; nothing was changed".formatted(lastSeq));
      case Outcome.Repaired repaired -> said(words(repaired));
      case Outcome.Locked(var pid) ->
          onDisk.failed(
              "process %d uses %s: stop it before the repair".formatted(pid, onDisk.directory()));
      case Outcome.Impossible(var reason) -> onDisk.failed(reason);
    };
  }

  private static String words(Outcome.Repaired repaired) {
    long sound = repaired.soundSeq();
    var lost =
        repaired.lostCount() == 0
            ? "no record is missing"
            : "missing: records %d to %d".formatted(sound + 1, sound + repaired.lostCount());
    return "repaired (%s)%nkept: %d records; %s%nthe damaged files are in %s"
        .formatted(repaired.reason(), sound, lost, repaired.aside());
  }

  private int said(String what) {
    onDisk.out().println(what);
    onDisk.out().flush();
    return 0;
  }
}
