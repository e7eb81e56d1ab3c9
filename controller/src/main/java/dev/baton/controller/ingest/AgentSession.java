package dev.baton.controller.ingest;

import dev.baton.events.NodeName;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;

/** One agent's connection. */
final class AgentSession {
  /** How many records may be under way at once. */
  static final int CREDIT_COUNT = 4_096;

  private final NetSocket socket;
  private List<NodeName> node = List.of();
  private long lastHeardNanos;
  private int underWayCount;
  private boolean isClosed;

  AgentSession(NetSocket socket, long nowNanos) {
    this.socket = socket;
    this.lastHeardNanos = nowNanos;
  }

  /** Whose it is: one, or none before it said so. */
  List<NodeName> node() {
    return node;
  }

  void belongsTo(NodeName name) {
    node = List.of(name);
  }

  void heard(long nowNanos) {
    lastHeardNanos = nowNanos;
  }

  long silentNanos(long nowNanos) {
    return nowNanos - lastHeardNanos;
  }

  boolean isClosed() {
    return isClosed;
  }

  void took(int count) {
    underWayCount += count;
  }

  void finished(int count) {
    underWayCount -= count;
  }

  int credit() {
    return Math.max(0, CREDIT_COUNT - underWayCount);
  }

  void send(Frame frame) {
    if (!isClosed) {
      socket.write(Buffer.buffer(FrameStream.encode(frame)));
    }
  }

  void deny(String reason, String detail) {
    send(new Frame.Denied(reason, detail));
    close();
  }

  void close() {
    if (!isClosed) {
      isClosed = true;
      socket.close();
    }
  }

  void ended() {
    isClosed = true;
  }
}
