package dev.baton.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.NodeName;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever {@code baton controller --data} is given: one sentence, and nothing is changed. */
final class DataDirectoryTest {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @TempDir Path temporary;
  private final StringWriter err = new StringWriter();

  @Test
  void anAgentsDirectoryIsNamedAsThat() {
    log("there", Options.AGENT);
    assertSays("is the log of an agent, not of a controller: give another --data");
  }

  @Test
  void aFileIsNamedAsThat() throws IOException {
    Files.writeString(temporary.resolve("there"), "hello");
    assertSays("there is a file, where a directory is needed");
  }

  @Test
  void aFileWhereTheLogShouldBeIsNamedAsThat() throws IOException {
    Files.createDirectories(temporary.resolve("there"));
    Files.writeString(temporary.resolve("there/log"), "hello");
    assertSays("log is a file, where a directory is needed");
  }

  @Test
  void aPlaceBelowAFileIsNoDirectory() throws IOException {
    Files.writeString(temporary.resolve("file"), "hello");
    assertEquals(FAILED, run(temporary.resolve("file/there").toString()));
    assertOneSentence("file/there: Not a directory");
  }

  @Test
  void aPlaceWhereNothingCanBeMadeIsNamed() {
    assertEquals(FAILED, run("/proc/there"));
    assertOneSentence("cannot use /proc/there");
  }

  @Test
  void noPlaceAtAllIsWrongUsage() {
    assertEquals(USAGE, run(""));
    assertTrue(err.toString().startsWith("--data is empty: name a directory"), err::toString);
  }

  @Test
  void aDirectoryInUseIsNamedWithItsUser() {
    var opening = open("there", Options.CONTROLLER);
    try (var _ = ((Opening.Opened) opening).log()) {
      assertSays("running controller, process " + ProcessHandle.current().pid() + ": stop it");
    }
  }

  @Test
  void anotherProcessOnTheAgentsSocketIsNamed() throws IOException {
    Files.createDirectories(temporary.resolve("there"));
    var socket = temporary.resolve("there/agents.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertSays("unix:" + socket + " is listened on by another process: stop it");
    }
  }

  @Test
  void aDamagedFileIsNamedWithItsRepair() throws IOException {
    for (var file : List.of("log.id", "log.head", "metadata.cq4t")) {
      log("there", Options.CONTROLLER);
      Files.writeString(temporary.resolve("there/log/" + file), "nonsense\n".repeat(1_000));
      assertSays("repair it with: baton log repair --data " + temporary.resolve("there"));
      remove("there");
    }
  }

  private void remove(String name) throws IOException {
    for (var part : List.of(name + "/log", name)) {
      try (var files = Files.list(temporary.resolve(part))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    err.getBuffer().setLength(0);
  }

  private void assertSays(String words) {
    assertEquals(FAILED, run(temporary.resolve("there").toString()), err::toString);
    assertOneSentence(words);
  }

  private void assertOneSentence(String words) {
    var said = err.toString();
    assertTrue(said.contains(words), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("baton controller: "), said);
    assertFalse(said.contains("Options["), said);
  }

  private int run(String data) {
    return ControllerMain.commandLine()
        .setErr(new PrintWriter(err))
        .execute("controller", "--data", data, "--listen", "127.0.0.1:0");
  }

  private void log(String name, Options options) {
    if (open(name, options) instanceof Opening.Opened(var log)) {
      try (log) {
        EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
      }
    }
  }

  private Opening open(String name, Options options) {
    return ChronicleEventLog.open(
        temporary.resolve(name + "/log"), new NodeName("n"), "boot", options);
  }
}
