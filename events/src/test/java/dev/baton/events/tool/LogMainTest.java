package dev.baton.events.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.json.EventJson;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.testkit.InMemoryEventLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMainTest {
  @TempDir Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void dumpPrintsAnEnvelopeALine() throws Exception {
    var expected = new ArrayList<String>();
    try (var log = agentLog()) {
      for (var event : EventSamples.all()) {
        expected.add(EventJson.ofAgent(log.append(EventSamples.draft(event))).toString());
      }
    }
    assertEquals(0, run("dump", "--data", data.toString(), "-o", "jsonl"));
    assertEquals(expected, out.toString().lines().toList());
    assertEquals("", err.toString());
  }

  @Test
  void dumpBeginsWhereItIsAskedAlsoWhileTheLogIsOpen() {
    int last = EventSamples.all().size();
    try (var log = agentLog()) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
      var from = Integer.toString(last - 1);
      assertEquals(0, run("dump", "--data", data.toString(), "-o", "table", "--from", from));
    }
    assertEquals(2, out.toString().lines().count());
    assertTrue(out.toString().lines().findFirst().orElseThrow().contains(" " + (last - 1) + " "));
  }

  @Test
  void dumpOfAControllersLogShowsTheNodesEvents() throws Exception {
    controllerLogOf(nodeLog(3)).close();
    assertEquals(0, run("dump", "--data", data.toString()));
    var lines = out.toString().lines().toList();
    assertEquals(4, lines.size());
    var json = new ObjectMapper().readTree(lines.get(3));
    assertEquals(4, json.get("seq").asLong());
    assertEquals(3, json.get("nodeSeq").asLong());
    assertEquals("web-2", json.get("node").asText());
    assertTrue(json.has("recordedAt"));
  }

  @Test
  void verifyPrintsTheHead() {
    try (var log = agentLog()) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
      assertEquals(0, run("verify", "--data", data.toString()));
      assertEquals(
          "sound  log %s  head %d  %s\n".formatted(log.logId(), log.lastSeq(), log.lastHash()),
          out.toString());
    }
  }

  @Test
  void verifyNamesTheFirstBadRecord() throws Exception {
    try (var log = agentLog()) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
    }
    Files.write(data.resolve("log").resolve("log.head"), new byte[] {99, 0, 0, 0, 0, 0, 0, 0});
    assertEquals(1, run("verify", "--data", data.toString()));
    assertEquals(
        ("baton log: damaged at record %d: nothing stands here, yet 99 were written; "
                + "repair it with: baton log repair --data %s\n")
            .formatted(EventSamples.all().size() + 1, data),
        err.toString());
  }

  @Test
  void verifyFindsAGapInANodesChain() throws Exception {
    var records = nodeLog(3);
    controllerLogOf(List.of(records.get(0), records.get(2))).close();
    assertEquals(1, run("verify", "--data", data.toString()));
    assertTrue(err.toString().contains("number 2 of that log should come next"), err::toString);
  }

  @Test
  void infoSaysWhatTheLogHolds() throws Exception {
    try (var log = controllerLogOf(nodeLog(3))) {
      assertEquals(0, run("info", "--data", data.toString()));
      assertTrue(out.toString().contains(log.logId().toString()), out::toString);
    }
    assertTrue(out.toString().contains("records  4  "), out::toString);
    assertTrue(out.toString().contains("head     4  "), out::toString);
    assertTrue(
        out.toString().contains("files    0 days in archives, 0 bytes; 1 being written"),
        out::toString);
    assertTrue(out.toString().contains("web-2 00000000000000070000000000000008  3"), out::toString);
  }

  @Test
  void infoSaysWhatIsAcknowledged() {
    try (var log = agentLog()) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
      log.acknowledged(7);
      log.acknowledged(5);
    }
    assertEquals(0, run("info", "--data", data.toString()));
    var missing = EventSamples.all().size() - 5;
    assertTrue(
        out.toString().contains("acked    to 5 by a controller; " + missing + " are not yet"),
        out::toString);
  }

  @Test
  void infoNamesDamageAndWhatWasSetAside() throws Exception {
    agentLog().close();
    Files.createDirectories(data.resolve("log.damaged-1"));
    Files.write(data.resolve("log").resolve("log.head"), new byte[] {9, 0, 0, 0, 0, 0, 0, 0});
    assertEquals(1, run("info", "--data", data.toString()));
    assertTrue(out.toString().contains("aside    log.damaged-1"), out::toString);
    assertTrue(err.toString().contains("damaged at record 1"), err::toString);
  }

  @Test
  void aDirectoryWithoutALogIsSaidToBeOne() {
    assertEquals(1, run("dump", "--data", data.toString()));
    assertTrue(err.toString().startsWith("baton log: there is no log in "), err::toString);
    assertEquals(2, run("dump"));
  }

  private int run(String... arguments) {
    return LogMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private ChronicleEventLog agentLog() {
    return log(EventSamples.NODE, Options.AGENT);
  }

  private ChronicleEventLog controllerLogOf(List<byte[]> records) {
    var log = log(new NodeName("controller"), Options.CONTROLLER);
    log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Started("0.1.0", 1)));
    records.forEach(record -> log.appendRelayed(record, 5));
    return log;
  }

  private ChronicleEventLog log(NodeName node, Options options) {
    var opening = ChronicleEventLog.open(data.resolve("log"), node, "boot", options);
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }

  private static List<byte[]> nodeLog(int count) {
    var records = new ArrayList<byte[]>();
    try (EventLog log = new InMemoryEventLog(EventSamples.PEER, new LogId(7, 8), "boot", 1);
        var reader = log.reader(1)) {
      EventSamples.all().stream()
          .limit(count)
          .forEach(event -> log.append(EventSamples.draft(event)));
      while (reader.next() instanceof Read.Found(var stored)) {
        records.add(stored.original().toArray());
      }
    }
    return records;
  }
}
