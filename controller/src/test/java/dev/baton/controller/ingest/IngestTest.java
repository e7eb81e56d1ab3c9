package dev.baton.controller.ingest;

import static dev.baton.controller.Cluster.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Cluster;
import dev.baton.controller.FakeAgent;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Priority;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTest {
  private final Path directory;
  private Cluster cluster;
  private FakeAgent agent;

  IngestTest(@TempDir Path directory) {
    this.directory = directory;
    this.cluster = Cluster.start(directory);
    this.agent = cluster.agent("a");
  }

  @BeforeEach
  void aNodeStarts() {
    agent.happens(new NodeEvent.Started("steward", "test", 1));
    agent.happens(new NodeEvent.Started("engine", "test", 2));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private List<StoredRecord> held() {
    var records = new ArrayList<StoredRecord>();
    try (EventReader reader = cluster.log().reader(1)) {
      while (reader.next() instanceof EventReader.Read.Found found) {
        records.add(found.stored());
      }
    }
    return records;
  }

  private List<Bytes> heldOf(String node) {
    return held().stream()
        .filter(stored -> stored.recorded().envelope().id().node().value().equals(node))
        .map(StoredRecord::original)
        .toList();
  }

  private long count(Class<? extends Event> kind) {
    return held().stream().filter(stored -> kind.isInstance(stored.recorded().event())).count();
  }

  private void moves(int count) {
    for (int i = 0; i < count; i++) {
      agent.happensToInstance(
          new InstanceEvent.Transitioned(
              InstanceState.BACKUP,
              InstanceState.ACTIVE,
              Cause.HAND_OVER,
              new Priority(100),
              Map.of()));
    }
  }

  @Test
  void aLogArrivesByteForByte() {
    moves(300);
    agent.connectAndShip();
    assertEquals(agent.records(1).records(), heldOf("a"));
  }

  @Test
  void theControllerIsToldNothingTwiceAfterAReconnect() {
    agent.connectAndShip();
    agent.disconnect();
    until("disconnected", () -> count(ControllerEvent.NodeDisconnected.class) == 1);
    moves(5);
    agent.connect();
    var welcome = agent.expect(Frame.Welcome.class);
    assertEquals(2, welcome.heldSeq());
    assertEquals(agent.log().logId(), welcome.heldLogId());
    agent.ship(3);
    assertEquals(agent.records(1).records(), heldOf("a"));
    assertEquals(2, count(ControllerEvent.NodeConnected.class));
  }

  @Test
  void aRestartedControllerGoesOnWhereItsLogEnds() {
    agent.connectAndShip();
    cluster.close();
    var records = new ArrayList<Bytes>(heldOf("a"));
    var next = Cluster.emptyLog();
    records.forEach(record -> next.appendRelayed(record.toArray(), 1));
    assertEquals(2, records.size());
    cluster = Cluster.start(directory.resolve("."), next);
    agent = resumed(agent);
    moves(3);
    agent.connect();
    assertEquals(2, agent.expect(Frame.Welcome.class).heldSeq());
    agent.ship(3);
    assertEquals(agent.records(1).records(), heldOf("a"));
  }

  private FakeAgent resumed(FakeAgent before) {
    var again = cluster.agent("a");
    again.takeLogOf(before);
    return again;
  }

  @Test
  void recordsThatAreHeldAreNotAppendedAgain() {
    agent.connectAndShip();
    agent.send(agent.records(1));
    agent.expect(Frame.Ack.class);
    moves(1);
    agent.send(agent.records(1));
    until("the new one", () -> heldOf("a").size() == 3);
    assertEquals(agent.records(1).records(), heldOf("a"));
  }

  @Test
  void anotherRecordUnderAHeldNumberIsAnIncident() {
    agent.connectAndShip();
    var forger = cluster.agent("a");
    forger.happens(new NodeEvent.Started("steward", "forged", 1));
    forger.happens(new NodeEvent.Started("engine", "forged", 2));
    agent.send(new Frame.Records(agent.log().logId(), 1, forger.records(1).records()));
    assertEquals("other-hash", agent.expect(Frame.Denied.class).reason());
    until("the incident", () -> count(ControllerEvent.IdentityConflict.class) == 1);
    assertEquals(2, heldOf("a").size());
  }

  @Test
  void aRecordThatDoesNotContinueTheChainIsAnIncident() {
    agent.connectAndShip();
    var forger = cluster.agent("a");
    for (int i = 0; i < 3; i++) {
      forger.happens(new NodeEvent.Started("steward", "forged", i));
    }
    agent.send(new Frame.Records(agent.log().logId(), 3, forger.records(3).records()));
    assertEquals("other-hash", agent.expect(Frame.Denied.class).reason());
    assertEquals(2, heldOf("a").size());
  }

  @Test
  void aGapIsRefused() {
    agent.connect();
    agent.send(agent.records(2));
    assertEquals("GAP", agent.expect(Frame.Denied.class).reason());
    assertEquals(0, heldOf("a").size());
  }

  @Test
  void aDamagedRecordIsRefusedAndNothingOfItsFrameIsKept() {
    agent.connect();
    var records = new ArrayList<>(agent.records(1).records());
    var damaged = records.get(1).toArray();
    damaged[70] ^= 1;
    records.set(1, Bytes.copyOf(damaged));
    agent.send(new Frame.Records(agent.log().logId(), 1, records));
    assertEquals(RecordCodec.Reason.BAD_CHECKSUM.name(), agent.expect(Frame.Denied.class).reason());
    assertEquals(0, heldOf("a").size());
  }

  @Test
  void anAgentSpeaksOnlyForItself() {
    var other = cluster.agent("b");
    other.happens(new NodeEvent.Started("steward", "test", 1));
    agent.connect();
    agent.send(other.records(1));
    assertEquals("WRONG_IDENTITY", agent.expect(Frame.Denied.class).reason());
  }

  @Test
  void aSecondConnectionOfOneNodeIsRefusedAndAnIncident() {
    agent.connectAndShip();
    var second = cluster.agent("a");
    second.connect();
    assertEquals("second-connection", second.expect(Frame.Denied.class).reason());
    until("closed", second::isClosed);
    until("the incident", () -> count(ControllerEvent.IdentityConflict.class) == 1);
    moves(1);
    agent.ship(3);
    assertEquals(3, heldOf("a").size());
  }

  @Test
  void theControllersOwnNameIsReserved() {
    var impostor = cluster.agent("controller");
    impostor.connect();
    assertEquals("reserved-name", impostor.expect(Frame.Denied.class).reason());
  }

  @Test
  void aForkedLogIsAccepted() {
    agent.connectAndShip();
    var lost = agent.log().logId();
    agent.loseLog(77);
    agent.happens(new NodeEvent.LogForked(lost, 2, "disk lost"));
    agent.ship(1);
    assertEquals(3, heldOf("a").size());
    assertEquals(0, count(ControllerEvent.IdentityConflict.class));
  }

  @Test
  void aNewLogThatDoesNotSayWhatItReplacesIsAnIncident() {
    agent.connectAndShip();
    agent.loseLog(78);
    agent.happens(new NodeEvent.Started("steward", "test", 1));
    agent.ship(1);
    until("the incident", () -> count(ControllerEvent.IdentityConflict.class) == 1);
  }

  @Test
  void aLogThatWasReplacedDoesNotComeBack() {
    agent.connectAndShip();
    var old = agent.records(1);
    var lost = agent.log().logId();
    agent.loseLog(79);
    agent.happens(new NodeEvent.LogForked(lost, 2, "disk lost"));
    agent.ship(1);
    agent.send(old);
    assertEquals("other-hash", agent.expect(Frame.Denied.class).reason());
  }

  @Test
  void bytesThatAreNoFrameEndTheConnection() {
    agent.connect();
    agent.send("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals("protocol", agent.expect(Frame.Denied.class).reason());
    until("closed", agent::isClosed);
  }

  @Test
  void aPingTellsTheControllersClock() {
    agent.connect();
    agent.send(new Frame.Ping(12_345));
    var pong = agent.expect(Frame.Pong.class);
    assertEquals(12_345, pong.sentMonotonicNanos());
    assertTrue(pong.controllerWallNanos() > 1_700_000_000_000_000_000L);
  }

  @Test
  void aCommandIsSentAgainUntilItIsAnswered() {
    agent.happens(new NodeEvent.ClockMeasured(0, 1));
    agent.connectAndShip();
    var drain = "{\"node\":\"a\",\"message\":\"new disk\"}";
    assertEquals(202, cluster.post("/api/v1/drains", drain).status());
    var first = command(agent.expect(Frame.CommandIssued.class));
    assertTrue(first.command() instanceof Command.PlaceHold);
    agent.disconnect();
    until("disconnected", () -> count(ControllerEvent.NodeDisconnected.class) == 1);
    agent.connect();
    var again = command(agent.expect(Frame.CommandIssued.class));
    assertEquals(first, again);
    agent.happens(new CommandEvent.Refused(first.commandId(), "no-engine", ""));
    agent.ship(4);
    until("failed", () -> cluster.get("/api/v1/drains").text().contains("\"state\":\"FAILED\""));
  }

  private static CommandEvent.Issued command(Frame.CommandIssued frame) {
    assertTrue(frame.remainingMillis() > 0);
    assertEquals(new LogId(42, 1).toString(), frame.clusterId());
    return switch (RecordCodec.decode(frame.record().toArray())) {
      case RecordCodec.Decoded.Ok ok when ok.recorded().event() instanceof CommandEvent.Issued i ->
          i;
      case RecordCodec.Decoded decoded -> throw new AssertionError("no command: " + decoded);
    };
  }
}
