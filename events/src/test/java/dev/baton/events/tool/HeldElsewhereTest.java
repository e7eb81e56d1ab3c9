package dev.baton.events.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.LogHead;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are sound in themselves, checked against what others hold of them. */
class HeldElsewhereTest {
  private static final NodeName CONTROLLER = new NodeName("controller");
  private static final NodeName AGENT = new NodeName("web-1");

  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLogThatIsWhatItsWitnessesWereToldIsSound() {
    try (var log = controller("true")) {
      append(log, 10);
      witnessed("agent", List.of(head(log)));
      append(log, 5);
    }
    assertEquals(0, verify("true", "--witness", path("agent")));
    assertTrue(out.toString().contains("1 of 1 heads held elsewhere agree, up to record 10"));
  }

  @Test
  void aRewrittenLogIsFoundByItsWitnessThoughItIsSoundInItself() throws Exception {
    var told = copyThenDiverge();
    witnessed("agent", List.of(told));
    assertEquals(0, verify("copy"));
    assertEquals(1, verify("copy", "--witness", path("agent")));
    assertTrue(err.toString().contains("record 12 is not the one that web-1 was told of"));
  }

  @Test
  void aLogThatLostItsTailIsFoundByItsWitness() throws Exception {
    witnessed("agent", List.of(goOnAfterACopy()));
    assertEquals(1, verify("copy", "--witness", path("agent")));
    assertTrue(err.toString().contains("web-1 was told of record 12, but the log ends with"));
  }

  @Test
  void aWitnessThatWasToldNothingOfThisLogProvesNothing() {
    controller("true").close();
    try (var other = controller("other")) {
      append(other, 3);
      witnessed("agent", List.of(head(other)));
    }
    assertEquals(1, verify("true", "--witness", path("agent")));
    assertTrue(err.toString().contains("holds no head of log"), err::toString);
    assertEquals(1, verify("true", "--witness", path("nowhere")));
    assertTrue(err.toString().contains("there is no directory"), err::toString);
  }

  @Test
  void aCheckpointIsSignedAndHoldsLater() throws Exception {
    try (var log = controller("true")) {
      append(log, 4);
      var checkpoint = checkpoint("true");
      append(log, 4);
      assertEquals(0, verify("true", "--checkpoint", checkpoint.toString()));
      assertTrue(out.toString().contains("1 of 1 heads held elsewhere agree, up to record 4"));
    }
    var key = temporary.resolve("true").resolve("checkpoint.key");
    assertEquals("rw-------", permissions(key));
  }

  @Test
  void aRewrittenLogIsFoundByACheckpoint() throws Exception {
    copyThenDiverge();
    var checkpoint = checkpoint("true");
    assertEquals(1, verify("copy", "--checkpoint", checkpoint.toString()));
    assertTrue(err.toString().contains("its digest was"), err::toString);
  }

  @Test
  void aCheckpointThatSomebodyChangedIsRefused() throws Exception {
    try (var log = controller("true")) {
      append(log, 4);
    }
    var checkpoint = checkpoint("true");
    var text = Files.readString(checkpoint);
    for (var changed :
        List.of(
            text.replace("\"seq\":4", "\"seq\":3"),
            text.substring(1),
            "{}",
            "null",
            "{\"log\":1}")) {
      Files.writeString(checkpoint, changed);
      assertEquals(1, verify("true", "--checkpoint", checkpoint.toString()));
    }
    assertEquals(1, verify("true", "--checkpoint", path("nowhere")));
    var said = err.toString().lines().filter(line -> line.startsWith("baton log: ")).toList();
    assertEquals(6, said.size(), err::toString);
    assertTrue(said.getFirst().contains("its signature does not fit"), said::toString);
  }

  @Test
  void aCheckpointOfAnotherKeyIsRefusedWhereOneIsNamed() throws Exception {
    try (var log = controller("true")) {
      append(log, 4);
    }
    var file = checkpoint("true").toString();
    var fingerprint = err.toString().strip().replaceAll(".* ", "");
    assertEquals(0, verify("true", "--checkpoint", file, "--signed-by", fingerprint));
    assertEquals(1, verify("true", "--checkpoint", file, "--signed-by", "00" + fingerprint));
  }

  /** Two logs of one identity that part after record 10; gives the head of the true one. */
  private LogHead copyThenDiverge() throws IOException {
    var told = goOnAfterACopy();
    try (var log = controller("copy")) {
      log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Started("forged", 7)));
      append(log, 5);
    }
    return told;
  }

  /** A log of 12 records and a copy of its first 10; gives the head of the whole one. */
  private LogHead goOnAfterACopy() throws IOException {
    try (var log = controller("true")) {
      append(log, 10);
      log.sync();
      copy("true", "copy");
      append(log, 2);
      return head(log);
    }
  }

  private int verify(String data, String... arguments) {
    return run(
        Stream.concat(Stream.of("verify", "--data", path(data)), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Path checkpoint(String data) throws IOException {
    var before = out.getBuffer().length();
    assertEquals(0, run("checkpoint", "--data", path(data)));
    var file = temporary.resolve("checkpoint.json");
    return Files.writeString(file, out.getBuffer().substring(before));
  }

  private int run(String... arguments) {
    return LogMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void witnessed(String data, List<LogHead> heads) {
    try (var log = open(data, AGENT, Options.AGENT)) {
      heads.forEach(
          head -> log.append(Draft.of(1, 1, Subject.NODE, new NodeEvent.HeadWitnessed(head))));
    }
  }

  private ChronicleEventLog controller(String data) {
    return open(data, CONTROLLER, Options.CONTROLLER);
  }

  private ChronicleEventLog open(String data, NodeName node, Options options) {
    var directory = temporary.resolve(data).resolve("log");
    var opening = ChronicleEventLog.open(directory, node, "boot", options);
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }

  private static void append(ChronicleEventLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Alive()));
    }
  }

  private static LogHead head(ChronicleEventLog log) {
    return new LogHead(log.logId(), log.lastSeq(), log.lastHash());
  }

  private void copy(String from, String to) throws IOException {
    var source = temporary.resolve(from);
    try (var files = Files.walk(source)) {
      for (Path each : files.toList()) {
        Files.copy(each, temporary.resolve(to).resolve(source.relativize(each)));
      }
    }
  }

  private String path(String name) {
    return temporary.resolve(name).toString();
  }

  private static String permissions(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }
}
