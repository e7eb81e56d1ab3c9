package dev.baton.events.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a command of {@code baton log} is given: one sentence that says what is wrong. */
class BadInputTest {
  @TempDir Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void somethingOfEachKind() throws IOException {
    log("sound");
    LogMain.run(nowhere(), nowhere(), "export", "--data", at("sound"), "--out", at("archive"));
    Files.writeString(temporary.resolve("file"), "hello");
    Files.createDirectories(temporary.resolve("empty"));
    log("nonsense");
    Files.writeString(temporary.resolve("nonsense/log/log.id"), "hello");
    log("short");
    Files.writeString(temporary.resolve("short/log/log.head"), "hello");
    log("torn");
    Files.writeString(temporary.resolve("torn/log/metadata.cq4t"), "hello".repeat(9_999));
  }

  @ParameterizedTest(name = "{0} --data {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info       | file      | file is a file: give the data directory
          info       | absent    | there is no directory
          info       | empty     | there is no log in
          info       | sound/log | is the log itself: give the directory that it stands in
          info       | nonsense  | log.id is damaged, or of a format that is not known here
          info       | short     | log.head has 5 bytes instead of 8
          info       | torn      | metadata.cq4t is no file of a queue
          dump       | file      | file is a file
          dump       | nonsense  | log.id is damaged
          verify     | absent    | there is no directory
          verify     | short     | log.head has 5 bytes
          checkpoint | empty     | there is no log in
          checkpoint | nonsense  | log.id is damaged
          repair     | file      | file is a file
          repair     | absent    | there is no directory
          repair     | empty     | there is no log in
          repair     | sound/log | is the log itself
          """)
  void aDirectoryThatIsNone(String command, String data, String words) {
    assertSays(words, command, "--data", at(data));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          export --data @sound --out @file                 | file is there already: name another
          export --data @sound --out @absent/file          | absent/file.part is not there
          export --data @sound --out @file/file            | Not a directory
          import --data @new --in @file                    | Not in GZIP format
          import --data @new --in @absent                  | absent is not there
          import --data @new --in @empty                   | Is a directory
          import --data @sound --in @archive               | is there already: import into another
          import --data @file --in @archive                | Not a directory
          verify --data @sound --witness @absent           | there is no directory
          verify --data @sound --witness @empty            | there is no log in
          verify --data @sound --checkpoint @absent        | absent is not there
          verify --data @sound --checkpoint @file          | it is no JSON
          verify --data @sound --checkpoint @empty         | Is a directory
          checkpoint --data @sound --key @file             | is no key of this program
          checkpoint --data @sound --key @empty            | is a directory: name a file
          checkpoint --data @sound --key @absent/key       | absent/key is not there
          """)
  void aFileThatIsNone(String line, String words) {
    assertSays(words, line.replace("@", temporary + "/").split(" +"));
  }

  @Test
  void repairLeavesALogInUseAlone() {
    try (var _ = assertInstanceOf(Opening.Opened.class, open("sound")).log()) {
      assertSays("stop it before the repair", "repair", "--data", at("sound"));
    }
  }

  private void assertSays(String words, String... arguments) {
    int exitCode = LogMain.run(new PrintWriter(out), new PrintWriter(err), arguments);
    var said = err.toString();
    assertTrue(said.contains(words), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("baton log: "), said);
    assertEquals(1, exitCode, said);
  }

  private String at(String name) {
    return temporary.resolve(name).toString();
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(new StringWriter());
  }

  private void log(String name) {
    try (var log = assertInstanceOf(Opening.Opened.class, open(name)).log()) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
    }
  }

  private Opening open(String name) {
    return ChronicleEventLog.open(
        temporary.resolve(name + "/log"), EventSamples.NODE, EventSamples.BOOT, Options.AGENT);
  }
}
