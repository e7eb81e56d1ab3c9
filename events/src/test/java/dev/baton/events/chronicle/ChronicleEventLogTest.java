package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.events.log.EventLog;
import dev.baton.events.testkit.EventLogContract;
import dev.baton.events.testkit.EventSamples;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ChronicleEventLogTest extends EventLogContract {
  @TempDir Path directory;

  @Override
  protected EventLog emptyLog() {
    var opening =
        ChronicleEventLog.open(
            directory.resolve("log"), EventSamples.NODE, EventSamples.BOOT, Options.AGENT);
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }
}
