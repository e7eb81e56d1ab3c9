package dev.baton.agent.uplink;

import dev.baton.agent.uplink.NodeLog.Resumption;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameCodec;
import dev.baton.events.uplink.FrameStream;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log's way over one connection: records go out in order as far as the controller's credit
 * reaches; its acknowledgements bring new credit. Belongs to the uplink's context.
 */
final class Shipment implements AutoCloseable {
  private static final int FRAME_BYTES = 48 * 1024;
  private static final long FIRST_PING_MILLIS = 20;
  private static final long PING_MILLIS = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final NetSocket socket;
  private final NodeLog log;
  private final Consumer<String> messages;
  private final Consumer<Frame.Ack> acknowledged;
  private final ClockComparison clock = new ClockComparison();
  private final List<Resumption> position = new ArrayList<>();
  private final List<Bytes> leftOver = new ArrayList<>();
  private long nextSeq;
  private int credit;
  private boolean closed;
  private boolean isDenied;

  /**
   * Who is told what.
   *
   * @param acknowledged what the controller's disk holds of our records
   */
  record Reports(Consumer<String> messages, Consumer<Frame.Ack> acknowledged) {}

  Shipment(Vertx vertx, NetSocket socket, NodeLog log, Reports reports) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.socket = socket;
    this.log = log;
    this.messages = reports.messages();
    this.acknowledged = reports.acknowledged();
  }

  /** Says who the node is, and listens. */
  void begin(Frame.Hello hello) {
    var frames = new FrameStream();
    socket.handler(buffer -> frames.feed(buffer.getBytes(), this::received));
    send(hello);
  }

  private void received(FrameCodec.Decoded decoded) {
    switch (decoded) {
      case FrameCodec.Decoded.Ok ok -> handle(ok.frame());
      case FrameCodec.Decoded.Rejected rejected -> {
        messages.accept("the controller said something unreadable: " + rejected.reason());
        socket.close();
      }
    }
  }

  /** Whether the controller does not want this connection; asking again at once is no use. */
  boolean isDenied() {
    return isDenied;
  }

  private void handle(Frame frame) {
    switch (frame) {
      case Frame.Welcome welcome -> begin(welcome);
      case Frame.Ack ack -> {
        credit = ack.credit();
        acknowledged.accept(ack);
        pump();
      }
      case Frame.CommandIssued command -> log.commandReceived(command);
      case Frame.Pong pong -> {
        clock.pong(pong.sentMonotonicNanos(), pong.controllerWallNanos());
        clock.news().forEach(news -> log.clockMeasured(news.offsetNanos(), news.errorNanos()));
      }
      case Frame.Denied denied -> {
        isDenied = true;
        messages.accept(
            "the controller refuses this node: " + denied.reason() + ": " + denied.detail());
      }
      case Frame.Hello hello -> unexpected(hello);
      case Frame.Records records -> unexpected(records);
      case Frame.Ping ping -> unexpected(ping);
    }
  }

  private void unexpected(Frame frame) {
    messages.accept("the controller sent an agent's " + frame.getClass().getSimpleName());
    socket.close();
  }

  private void begin(Frame.Welcome welcome) {
    log.resume(welcome.heldLogId(), welcome.heldSeq(), welcome.heldHash())
        .whenComplete((resumption, failure) ->
            context.runOnContext(ignored -> {
              if (failure != null) {
                messages.accept("cannot ship the log: " + failure.getMessage());
                socket.close();
              } else if (closed) {
                resumption.reader().close();
              } else {
                position.add(resumption);
                nextSeq = resumption.nextSeq();
                credit = welcome.credit();
                ping();
                pump();
              }
            }));
  }

  private void ping() {
    if (closed) {
      return;
    }
    send(new Frame.Ping(System.nanoTime()));
    vertx.setTimer(clock.isSettled() ? PING_MILLIS : FIRST_PING_MILLIS, ignored -> ping());
  }

  /** Sends what there is and what the credit allows. */
  void pump() {
    for (var resumption : position) {
      boolean more = true;
      while (more && credit > 0 && !socket.writeQueueFull()) {
        more = sendFrame(resumption);
      }
    }
    if (socket.writeQueueFull()) {
      socket.drainHandler(ignored -> pump());
    }
  }

  private boolean sendFrame(Resumption resumption) {
    var batch = new ArrayList<Bytes>(leftOver);
    leftOver.clear();
    int size = batch.stream().mapToInt(Bytes::length).sum();
    boolean more = true;
    while (more && batch.size() < credit) {
      switch (resumption.reader().next()) {
        case Read.Found found -> {
          var bytes = found.stored().original();
          if (!batch.isEmpty() && size + bytes.length() > FRAME_BYTES) {
            leftOver.add(bytes);
            more = false;
          } else {
            batch.add(bytes);
            size += bytes.length();
          }
        }
        case Read.End end -> more = false;
        case Read.Damaged damaged -> {
          messages.accept(
              "the log is damaged at " + damaged.atSeq() + " (" + damaged.reason() + ")");
          socket.close();
          return false;
        }
      }
    }
    if (batch.isEmpty()) {
      return false;
    }
    send(new Frame.Records(resumption.logId(), nextSeq, batch));
    nextSeq += batch.size();
    credit -= batch.size();
    return true;
  }

  private void send(Frame frame) {
    socket.write(Buffer.buffer(FrameStream.encode(frame)));
  }

  @Override
  public void close() {
    closed = true;
    position.forEach(resumption -> resumption.reader().close());
    position.clear();
  }
}
