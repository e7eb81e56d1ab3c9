package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.NodeName;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.testkit.EventSamples;
import dev.baton.lab.Command;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Lab;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever {@code baton agent --data} is given: one sentence, and nothing is changed. */
class BadDirectoryIT {
  private final Lab lab = Lab.open("a");
  private final Path given = lab.directory().resolve("given");

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void eachIsNamedForWhatItIs() throws IOException {
    assertSays("/proc/given", "cannot use /proc/given: ");
    Files.writeString(given, "hello");
    assertSays("cannot use " + given + ": " + given + " is a file, where a directory is needed");
    assertSays(given + "/below", "given/below: Not a directory");
    Files.delete(given);

    log(Options.CONTROLLER, "controller");
    assertSays("log is the log of a controller, not of an agent: give another --data");
    clear();
    log(Options.AGENT, "elsewhere");
    assertSays(
        "%s holds the log of node elsewhere, not of a: give --node elsewhere, or another --data"
            .formatted(given));
    clear();
    try (var _ = opened(Options.AGENT, "a")) {
      long pid = ProcessHandle.current().pid();
      assertSays("is used by another agent, pid " + pid + "; stop it, or give another --data");
    }
  }

  @Test
  void aSoundLogIsNotReplacedWhereNothingCanBeWritten() throws IOException {
    log(Options.AGENT, "a");
    var before = Records.in(given);
    var aside = lab.directory().resolve("aside");
    Files.move(given, aside);
    try (var disk = Disk.inMemory(given, 16)) {
      Command.of("cp", "-a", aside + "/.", given.toString()).check();
      disk.forbidWriting();
      assertSays("Read-only file system");
      assertEquals(before, Records.in(given));
    }
  }

  private void assertSays(String words) throws IOException {
    assertSays(given.toString(), words);
  }

  private void assertSays(String data, String words) throws IOException {
    var file = lab.directory().resolve("keepalived.conf");
    Files.writeString(file, InstanceSpec.configuration(List.of(InstanceSpec.v3(51, 100))));
    var agent = Programs.agent(List.of("--config", file.toString(), "--data", data, "--node", "a"));
    var result = lab.host("a").command(agent.toArray(String[]::new)).run();
    assertTrue(result.output().contains(words), result::output);
    assertEquals(1, result.output().lines().count(), result::output);
    assertEquals(1, result.exitCode());
  }

  private void clear() {
    Command.of("rm", "-rf", given.toString()).check();
  }

  private void log(Options options, String node) {
    try (var log = opened(options, node)) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
    }
  }

  private ChronicleEventLog opened(Options options, String node) {
    var opening = ChronicleEventLog.open(given.resolve("log"), new NodeName(node), "boot", options);
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }
}
