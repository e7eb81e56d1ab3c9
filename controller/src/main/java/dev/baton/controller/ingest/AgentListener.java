package dev.baton.controller.ingest;

import dev.baton.controller.projection.LogThread;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameCodec;
import dev.baton.events.uplink.FrameStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Takes the agents' connections. Belongs to the controller's event loop.
 *
 * <pre>
 *   agent                     controller
 *     ── Hello ──────────────►  one live connection a node
 *     ◄── Welcome ────────────  what is held of its log
 *     ── Records ────────────►  checked, appended, durable
 *     ◄── Ack ────────────────
 *     ◄── CommandIssued ──────  durable before it leaves; again until answered
 *     ── Ping ► ◄ Pong ───────  the controller's clock
 * </pre>
 */
public final class AgentListener {
  private static final long CHECK_MILLIS = 1_000;
  private static final long SILENT_NANOS = 15_000_000_000L;

  /** A connection that was silent for so long gives way to a new one of the same node. */
  private static final long REPLACEABLE_NANOS = 6_000_000_000L;

  /** A fraction of a second's work. More only grows old while it waits, and costs the collector. */
  private static final int MOST_UNDER_WAY = 8_192;

  private final Vertx vertx;
  private final LogThread log;
  private final LongSupplier wallClock;
  private final Cluster cluster;
  private final HeldRecords held;
  private final Chains chains;
  private final Intake intake = new Intake(MOST_UNDER_WAY);
  private final Acknowledgements acknowledgements;
  private final NetServer server;
  private final Map<NodeName, AgentSession> live = new HashMap<>();
  private final Set<AgentSession> sessions = new HashSet<>();

  /** Who the controller is to its agents. */
  public record Cluster(NodeName controller, String clusterId, long epoch) {}

  /** Is deaf until {@link #listen}. The clock gives nanoseconds since 1970. */
  public AgentListener(
      Vertx vertx, LogThread log, LongSupplier wallClock, Cluster cluster, HeldRecords held) {
    this.vertx = vertx;
    this.log = log;
    this.wallClock = wallClock;
    this.cluster = cluster;
    this.held = held;
    this.chains = held.chains();
    this.acknowledgements =
        new Acknowledgements(vertx, session -> intake.credit(session, live.size()));
    this.server = vertx.createNetServer();
    server.connectHandler(this::connected);
  }

  /** Begins to listen. */
  public Future<Integer> listen(SocketAddress address) {
    vertx.setPeriodic(CHECK_MILLIS, ignored -> closeSilent());
    return server.listen(address).map(NetServer::actualPort);
  }

  /** Takes the next records of the log: commands among them leave now. */
  public void apply(List<StoredRecord> records) {
    for (StoredRecord stored : records) {
      for (Outbox.Entry entry : held.apply(stored)) {
        var session = live.get(entry.issued().node());
        if (session != null) {
          send(session, entry);
        }
      }
    }
  }

  /** Ends all connections; their ends are recorded. */
  public Future<Void> close() {
    List.copyOf(sessions).forEach(session -> session.deny("stopping", "the controller stops"));
    return server.close();
  }

  private void connected(NetSocket socket) {
    var session = new AgentSession(socket, System.nanoTime());
    var frames = new FrameStream();
    sessions.add(session);
    socket.handler(buffer -> frames.feed(buffer.getBytes(), frame -> received(session, frame)));
    socket.exceptionHandler(ignored -> session.ended());
    socket.closeHandler(ignored -> ended(session));
  }

  private void received(AgentSession session, FrameCodec.Decoded decoded) {
    if (session.isClosed()) {
      return;
    }
    session.heard(System.nanoTime());
    switch (decoded) {
      case FrameCodec.Decoded.Rejected rejected -> session.deny("protocol", rejected.reason());
      case FrameCodec.Decoded.Ok ok -> on(session, ok.frame());
    }
  }

  private void on(AgentSession session, Frame frame) {
    switch (frame) {
      case Frame.Hello hello when session.node().isEmpty() -> hello(session, hello);
      case Frame.Ping ping ->
          session.send(new Frame.Pong(ping.sentMonotonicNanos(), wallClock.getAsLong()));
      case Frame.Records records when !session.node().isEmpty() ->
          records(session, session.node().getFirst(), records);
      case Frame _ -> session.deny("protocol", "unexpected " + frame.getClass().getSimpleName());
    }
  }

  private void hello(AgentSession session, Frame.Hello hello) {
    var node = hello.node();
    if (node.equals(cluster.controller())) {
      session.deny("reserved-name", "the controller itself is named " + node);
      return;
    }
    var other = live.get(node);
    if (other != null && other.silentNanos(System.nanoTime()) < REPLACEABLE_NANOS) {
      var detail = "another live connection says that it is " + node;
      say(new ControllerEvent.IdentityConflict(node, "second-connection", detail));
      session.deny("second-connection", detail);
      return;
    }
    if (other != null) {
      other.close();
      forget(other, node, "replaced by a new connection");
    }
    welcome(session, node);
  }

  private void welcome(AgentSession session, NodeName node) {
    session.belongsTo(node);
    live.put(node, session);
    var tip = chains.tip(node);
    say(new ControllerEvent.NodeConnected(node, tip.logId(), tip.seq()));
    session.send(
        new Frame.Welcome(
            cluster.clusterId(),
            cluster.epoch(),
            tip.logId(),
            tip.seq(),
            tip.hash(),
            intake.credit(session, live.size())));
    held.outbox().waiting(node, wallClock.getAsLong()).forEach(entry -> send(session, entry));
  }

  private void records(AgentSession session, NodeName node, Frame.Records frame) {
    switch (chains.offer(node, frame)) {
      case Chains.Verdict.Broken broken -> session.deny(broken.reason(), broken.detail());
      case Chains.Verdict.Conflict conflict -> {
        say(new ControllerEvent.IdentityConflict(node, "other-hash", conflict.detail()));
        session.deny("other-hash", conflict.detail());
      }
      case Chains.Verdict.Continues continues -> take(session, node, frame.logId(), continues);
    }
  }

  private void take(
      AgentSession session, NodeName node, LogId logId, Chains.Verdict.Continues continues) {
    if (continues.isUnannouncedLog()) {
      var detail = "log " + logId + " does not say which log it replaces";
      say(new ControllerEvent.IdentityConflict(node, "unannounced-log", detail));
    }
    int count = continues.fresh().size();
    intake.took(session, count);
    var tip = continues.tip();
    log.relay(continues.fresh(), wallClock.getAsLong())
        .onComplete(durable -> {
          intake.finished(session, count);
          if (durable.succeeded()) {
            acknowledgements.durable(session, tip, durable.result());
          } else {
            session.deny("log", String.valueOf(durable.cause().getMessage()));
          }
        });
  }

  private void send(AgentSession session, Outbox.Entry entry) {
    long remainingMillis = entry.remainingMillis(wallClock.getAsLong());
    if (remainingMillis > 0) {
      session.send(
          new Frame.CommandIssued(
              cluster.clusterId(), cluster.epoch(), entry.stored().original(), remainingMillis));
    }
  }

  private void closeSilent() {
    long now = System.nanoTime();
    for (AgentSession session : new ArrayList<>(sessions)) {
      if (session.isListenedTo() && session.silentNanos(now) > SILENT_NANOS) {
        session.close();
        ended(session);
      }
    }
  }

  private void ended(AgentSession session) {
    session.ended();
    if (sessions.remove(session)) {
      session.node().forEach(node -> forget(session, node, "connection closed"));
    }
  }

  private void forget(AgentSession session, NodeName node, String reason) {
    if (live.remove(node, session)) {
      say(new ControllerEvent.NodeDisconnected(node, reason));
    }
  }

  private void say(Event event) {
    log.append(List.of(Draft.of(wallClock.getAsLong(), System.nanoTime(), Subject.NODE, event)));
  }
}
