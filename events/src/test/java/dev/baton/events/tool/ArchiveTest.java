package dev.baton.events.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.testkit.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller's log, exported and imported. */
class ArchiveTest {
  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private long count;
  private long epoch;

  @BeforeEach
  void writeLog() {
    try (var log = open(Options.CONTROLLER, "here", new NodeName("controller"));
        var node = new InMemoryEventLog(EventSamples.PEER, new LogId(7, 8), "boot", 1);
        var reader = node.reader(1)) {
      log.append(Draft.of(1, 1, Subject.NODE, new ControllerEvent.Started("0.1.0", 1)));
      EventSamples.all().forEach(event -> node.append(EventSamples.draft(event)));
      while (reader.next() instanceof Read.Found(var stored)) {
        log.appendRelayed(stored.original().toArray(), EventSamples.WALL_NANOS);
      }
      count = log.lastSeq();
      epoch = log.epoch();
    }
  }

  @Test
  void anImportedLogIsTheOneThatWasExported() {
    export();
    assertEquals(0, run("import", "--data", path("there"), "--in", path("log.gz")));
    var said = out.toString().lines().toList();
    assertEquals(said.get(0).replace("exported", "imported"), said.get(1));
    assertEquals(printed("dump", "here"), printed("dump", "there"));
    assertEquals(printed("verify", "here"), printed("verify", "there"));
    try (var log = open(Options.CONTROLLER, "there", new NodeName("controller"))) {
      assertEquals(count, log.lastSeq());
      assertTrue(log.epoch() > epoch, log.epoch() + " after " + epoch);
    }
  }

  @Test
  void anAgentsLogIsAnAgentsLogAgain() {
    try (var log = open(Options.AGENT, "agent", EventSamples.NODE)) {
      EventSamples.all().forEach(event -> log.append(EventSamples.draft(event)));
    }
    assertEquals(0, run("export", "--data", path("agent"), "--out", path("log.gz")));
    assertEquals(0, run("import", "--data", path("there"), "--in", path("log.gz")));
    open(Options.AGENT, "there", EventSamples.NODE).close();
    assertEquals(printed("verify", "agent"), printed("verify", "there"));
  }

  @Test
  void ofADamagedFileNothingIsMade() throws IOException {
    export();
    var sound = unzipped();
    int first = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt();
    var flipped = sound.clone();
    flipped[sound.length / 2] ^= 1;
    for (var bad :
        List.of(
            flipped,
            Arrays.copyOf(sound, sound.length - 7),
            Arrays.copyOf(sound, sound.length + 3),
            Arrays.copyOfRange(sound, first, sound.length),
            new byte[100],
            new byte[0])) {
      try (var zip = new GZIPOutputStream(Files.newOutputStream(temporary.resolve("log.gz")))) {
        zip.write(bad);
      }
      assertEquals(1, run("import", "--data", path("there"), "--in", path("log.gz")));
      assertFalse(Files.exists(temporary.resolve("there").resolve("log")));
    }
    var whole = Files.readAllBytes(temporary.resolve("log.gz"));
    Files.write(temporary.resolve("log.gz"), Arrays.copyOf(whole, whole.length - 4));
    assertEquals(1, run("import", "--data", path("there"), "--in", path("log.gz")));
    Files.writeString(temporary.resolve("log.gz"), "no gzip");
    assertEquals(1, run("import", "--data", path("there"), "--in", path("log.gz")));
    var said = err.toString().lines().toList();
    assertEquals(8, said.size(), err::toString);
    assertTrue(said.stream().allMatch(line -> line.startsWith("baton log: ")), err::toString);
    assertTrue(said.get(0).contains("damaged at record"), said.get(0));
  }

  @Test
  void nothingThatIsThereIsReplaced() {
    export();
    assertEquals(1, run("export", "--data", path("here"), "--out", path("log.gz")));
    assertEquals(1, run("import", "--data", path("here"), "--in", path("log.gz")));
    assertEquals(2, err.toString().lines().filter(l -> l.contains("is there already")).count());
    assertEquals(1, run("import", "--data", path("there"), "--in", path("nowhere.gz")));
  }

  private void export() {
    assertEquals(0, run("export", "--data", path("here"), "--out", path("log.gz")));
  }

  private String printed(String command, String data) {
    int before = out.getBuffer().length();
    assertEquals(0, run(command, "--data", path(data)));
    return out.getBuffer().substring(before);
  }

  private byte[] unzipped() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPInputStream(Files.newInputStream(temporary.resolve("log.gz")))) {
      zip.transferTo(bytes);
    }
    return bytes.toByteArray();
  }

  private int run(String... arguments) {
    return LogMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private ChronicleEventLog open(Options options, String data, NodeName node) {
    var directory = temporary.resolve(data).resolve("log");
    var opening = ChronicleEventLog.open(directory, node, "boot", options);
    return assertInstanceOf(Opening.Opened.class, opening).log();
  }

  private String path(String name) {
    return temporary.resolve(name).toString();
  }
}
