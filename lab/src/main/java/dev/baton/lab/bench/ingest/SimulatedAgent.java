package dev.baton.lab.bench.ingest;

import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame;
import dev.baton.events.uplink.FrameCodec;
import dev.baton.events.uplink.FrameStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Queue;

/**
 * An agent's connection: says who it is, ships its records as far as the controller's credit
 * reaches, in frames as large as an agent makes them, and asks for the time. Belongs to one thread.
 */
final class SimulatedAgent {
  private static final int FRAME_BYTES = 48 * 1024;

  /** More is not handed to the connection before that is gone, as Vert.x does it for an agent. */
  private static final int QUEUED_BYTES = 64 * 1024;

  private final NodeChain chain;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Latencies latencies;
  private final FrameStream frames = new FrameStream();
  private final Queue<Bytes> unsent = new ArrayDeque<>();
  private final Queue<Appended> unacknowledged = new ArrayDeque<>();
  private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
  private long outgoingBytes;
  private long nextSeq = 1;
  private long acknowledgedSeq;
  private int credit;
  private boolean isWelcome;

  /** Records that were appended together. */
  private record Appended(long lastSeq, int count, long atNanos) {}

  private SimulatedAgent(
      NodeChain chain, SocketChannel channel, SelectionKey key, Latencies latencies) {
    this.chain = chain;
    this.channel = channel;
    this.key = key;
    this.latencies = latencies;
  }

  /** Begins to connect. */
  static SimulatedAgent connect(
      NodeChain chain, Selector selector, SocketAddress controller, Latencies latencies)
      throws IOException {
    var channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var key = channel.register(selector, SelectionKey.OP_CONNECT);
    var agent = new SimulatedAgent(chain, channel, key, latencies);
    key.attach(agent);
    if (channel.connect(controller)) {
      agent.connected();
    }
    return agent;
  }

  NodeChain chain() {
    return chain;
  }

  /** The controller has answered. */
  boolean isWelcome() {
    return isWelcome;
  }

  long acknowledgedSeq() {
    return acknowledgedSeq;
  }

  /** All that was appended is acknowledged. */
  boolean isDone() {
    return acknowledgedSeq == chain.head().seq();
  }

  /** So many events happen; that is so long ago as the second number says. */
  void happen(int count, long wallNanos, long atNanos) {
    for (int i = 0; i < count; i++) {
      unsent.add(chain.next(wallNanos, atNanos));
    }
    unacknowledged.add(new Appended(chain.head().seq(), count, atNanos));
  }

  /** Sends what there is and what the credit allows. */
  void pump() throws IOException {
    flush();
    while (outgoing.isEmpty() && isWelcome && credit > 0 && !unsent.isEmpty()) {
      while (credit > 0 && !unsent.isEmpty() && outgoingBytes < QUEUED_BYTES) {
        sendFrame();
      }
      flush();
    }
  }

  private void sendFrame() {
    var batch = new ArrayList<Bytes>();
    int bytes = 0;
    while (!unsent.isEmpty() && batch.size() < credit) {
      bytes += unsent.element().length();
      if (!batch.isEmpty() && bytes > FRAME_BYTES) {
        break;
      }
      batch.add(unsent.remove());
    }
    queue(new Frame.Records(chain.logId(), nextSeq, batch));
    nextSeq += batch.size();
    credit -= batch.size();
  }

  /** Asks for the controller's time, which also shows that this node lives. */
  void ping(long nowNanos) throws IOException {
    if (isWelcome) {
      queue(new Frame.Ping(nowNanos));
      flush();
    }
  }

  /** What the selector has seen is done. */
  void ready(ByteBuffer scratch) throws IOException {
    if (key.isConnectable() && channel.finishConnect()) {
      connected();
    }
    if (key.isReadable()) {
      read(scratch);
    }
    if (key.isWritable()) {
      pump();
    }
  }

  private void connected() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    queue(new Frame.Hello(chain.name(), chain.bootId(), "bench", 1));
    flush();
  }

  private void read(ByteBuffer scratch) throws IOException {
    scratch.clear();
    if (channel.read(scratch) < 0) {
      throw new IOException("the controller closed the connection of " + chain.name());
    }
    scratch.flip();
    var bytes = new byte[scratch.remaining()];
    scratch.get(bytes);
    frames.feed(bytes, this::received);
    pump();
  }

  private void received(FrameCodec.Decoded decoded) {
    switch (decoded) {
      case FrameCodec.Decoded.Ok(Frame.Welcome welcome) -> welcomed(welcome);
      case FrameCodec.Decoded.Ok(Frame.Ack ack) -> acknowledged(ack);
      case FrameCodec.Decoded.Ok(Frame.Pong _) -> {}
      case FrameCodec.Decoded other ->
          throw new IllegalStateException("the controller says to " + chain.name() + ": " + other);
    }
  }

  private void welcomed(Frame.Welcome welcome) {
    if (welcome.heldSeq() != 0) {
      throw new IllegalStateException("a new controller holds " + welcome + ": this is a bug");
    }
    isWelcome = true;
    credit = welcome.credit();
  }

  private void acknowledged(Frame.Ack ack) {
    credit = ack.credit();
    acknowledgedSeq = ack.held().seq();
    long now = System.nanoTime();
    while (!unacknowledged.isEmpty() && unacknowledged.element().lastSeq() <= acknowledgedSeq) {
      var done = unacknowledged.remove();
      latencies.add(now - done.atNanos(), done.count());
    }
  }

  private void queue(Frame frame) {
    var bytes = FrameStream.encode(frame);
    outgoing.add(ByteBuffer.wrap(bytes));
    outgoingBytes += bytes.length;
  }

  private void flush() throws IOException {
    while (!outgoing.isEmpty()) {
      var next = outgoing.element();
      outgoingBytes -= channel.write(next);
      if (next.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      outgoing.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  void close() throws IOException {
    channel.close();
  }
}
