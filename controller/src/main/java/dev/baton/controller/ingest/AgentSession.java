package dev.baton.controller.ingest;

import dev.baton.events.NodeName;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;

/** One agent's connection. */
final class AgentSession {
  private final NetSocket socket;
  private List<NodeName> node = List.of();
  private long lastHeardNanos;
  private int underWayCount;
  private boolean isClosed;
  private boolean isPaused;

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

  int underWayCount() {
    return underWayCount;
  }

  /** Does not listen any more; false if it did not listen before. */
  boolean pause() {
    if (isPaused || isClosed) {
      return false;
    }
    isPaused = true;
    socket.pause();
    return true;
  }

  /** Listens again. It could not be heard meanwhile. */
  void resume() {
    isPaused = false;
    lastHeardNanos = System.nanoTime();
    socket.resume();
  }

  /** Whether it could be heard if it said something. */
  boolean isListenedTo() {
    return !isPaused;
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
      // The end of a connection that is not listened to would not be heard either.
      socket.resume();
      socket.close();
    }
  }

  void ended() {
    isClosed = true;
  }
}
