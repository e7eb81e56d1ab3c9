package dev.baton.controller;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.testkit.InMemoryEventLog;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameCodec;
import dev.baton.events.uplink.FrameStream;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node's log and its uplink, as an agent has them, under a test's control. */
public final class FakeAgent {
  private final NetClient client;
  private final SocketAddress controller;
  private final NodeName node;
  private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
  private final List<NetSocket> socket = new ArrayList<>();
  private InMemoryEventLog log;
  private volatile boolean isClosed;

  FakeAgent(Vertx vertx, SocketAddress controller, NodeName node) {
    this.client = vertx.createNetClient();
    this.controller = controller;
    this.node = node;
    this.log = newLog(node.value().hashCode());
  }

  private InMemoryEventLog newLog(long seed) {
    return new InMemoryEventLog(node, new LogId(new Random(seed).nextLong(), seed), "boot", 1);
  }

  /** Loses its log, and begins another. */
  public void loseLog(long seed) {
    log = newLog(seed);
  }

  /** Goes on with another's log: the same node, after a restart. */
  public void takeLogOf(FakeAgent before) {
    log = before.log;
  }

  /** Its log. */
  public InMemoryEventLog log() {
    return log;
  }

  /** Something happens to the node. */
  public void happens(Event event) {
    happens(Subject.NODE, event, "");
  }

  /** Something happens to the node because of a command. */
  public void follows(Event event, String correlationId) {
    happens(Subject.NODE, event, correlationId);
  }

  /** Something happens to its instance of the stories' virtual router. */
  public void happensToInstance(Event event) {
    happens(Story.instance(), event, "");
  }

  private void happens(Subject subject, Event event, String correlationId) {
    var time = Instant.now();
    long now = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    log.append(
        Draft.of(now, System.nanoTime(), subject, event)
            .because(Actor.NOBODY, Causation.NONE, correlationId));
  }

  /** Connects and says who it is. */
  public void connect() {
    isClosed = false;
    received.clear();
    var connected = Cluster.await(client.connect(controller));
    socket.clear();
    socket.add(connected);
    var frames = new FrameStream();
    connected.handler(buffer -> frames.feed(buffer.getBytes(), this::take));
    connected.closeHandler(ignored -> isClosed = true);
    send(new Frame.Hello(node, "boot", "test", 1));
  }

  private void take(FrameCodec.Decoded decoded) {
    switch (decoded) {
      case FrameCodec.Decoded.Ok ok -> received.add(ok.frame());
      case FrameCodec.Decoded.Rejected rejected ->
          throw new AssertionError("unreadable: " + rejected.reason());
    }
  }

  /** Connects, and ships from where the controller says that it is. */
  public void connectAndShip() {
    connect();
    var welcome = expect(Frame.Welcome.class);
    ship(welcome.heldLogId().equals(log.logId()) ? welcome.heldSeq() + 1 : 1);
  }

  /** Sends the log from that number on, and waits until the controller has it. */
  public void ship(long fromSeq) {
    if (fromSeq <= log.lastSeq()) {
      send(records(fromSeq));
      until(log.lastSeq());
    }
  }

  private void until(long seq) {
    while (expect(Frame.Ack.class).held().seq() < seq) {
      Thread.onSpinWait();
    }
  }

  /** A frame with the log from that number on. */
  public Frame.Records records(long fromSeq) {
    var records = new ArrayList<Bytes>();
    try (EventReader reader = log.reader(fromSeq)) {
      while (reader.next() instanceof EventReader.Read.Found found) {
        records.add(found.stored().original());
      }
    }
    return new Frame.Records(log.logId(), fromSeq, records);
  }

  /** Says something. */
  public void send(Frame frame) {
    send(FrameStream.encode(frame));
  }

  /** Says anything. */
  public void send(byte[] bytes) {
    Cluster.await(socket.getFirst().write(Buffer.buffer(bytes)));
  }

  /** The next frame of that kind; others are passed over. */
  public <T extends Frame> T expect(Class<T> kind) {
    try {
      while (true) {
        var frame = received.poll(Cluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (frame == null) {
          throw new AssertionError("no " + kind.getSimpleName() + " came");
        }
        if (kind.isInstance(frame)) {
          return kind.cast(frame);
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the controller ended the connection. */
  public boolean isClosed() {
    return isClosed;
  }

  /** Cuts the connection. */
  public void disconnect() {
    Cluster.await(socket.getFirst().close());
  }
}
