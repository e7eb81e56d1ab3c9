package dev.baton.agent.uplink;

import dev.baton.events.NodeName;
import dev.baton.events.uplink.Frame;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps one connection to the controller, for ever: connects, says who the node is, and hands the
 * connection to a {@link Shipment}. All of it runs on one Vert.x context.
 */
public final class Uplink implements AutoCloseable {
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LONGEST_RETRY_MILLIS = 3_000;
  private static final long DENIED_RETRY_MILLIS = 30_000;

  private final Vertx vertx;
  private final Context context;
  // A client that nobody refers to is closed at the next collection.
  private final NetClient client;
  private final ControllerAddress address;
  private final Frame.Hello hello;
  private final NodeLog log;
  private final Consumer<String> messages;
  private final HeadWitness witness;
  private final List<Shipment> current = new ArrayList<>();
  private long retryMillis = FIRST_RETRY_MILLIS;
  private boolean reportedFailure;
  private boolean closed;
  // Its own lock: told on the uplink's context, awaited by whoever stops the agent.
  private final long[] durable = new long[1];

  /** Starts connecting. */
  public Uplink(
      ControllerAddress address, Frame.Hello hello, NodeLog log, Consumer<String> messages) {
    this.vertx = Vertx.vertx(withoutFiles());
    this.context = vertx.getOrCreateContext();
    this.client = vertx.createNetClient();
    this.address = address;
    this.hello = hello;
    this.log = log;
    this.witness = new HeadWitness(log::headWitnessed);
    this.messages = messages;
    context.runOnContext(ignored -> connect());
  }

  /** Vert.x would otherwise make a cache directory, and leave it behind when it is killed. */
  private static VertxOptions withoutFiles() {
    return new VertxOptions()
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** The log has grown. From any thread. */
  public void logGrew() {
    context.runOnContext(ignored -> current.forEach(Shipment::pump));
  }

  /** Waits until the controller's disk holds our log up to there; no longer than that. */
  public boolean awaitDurable(long seq, long timeoutMillis) {
    long deadlineNanos = System.nanoTime() + timeoutMillis * 1_000_000L;
    synchronized (durable) {
      try {
        while (durable[0] < seq) {
          long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000L;
          if (leftMillis <= 0) {
            return false;
          }
          durable.wait(leftMillis);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private void acknowledged(Frame.Ack ack) {
    synchronized (durable) {
      durable[0] = ack.held().seq();
      durable.notifyAll();
    }
    log.acknowledged(ack.held());
    witness.told(ack.controller(), System.nanoTime());
  }

  private void connect() {
    if (closed) {
      return;
    }
    client
        .connect(address.socket())
        .onSuccess(this::connected)
        .onFailure(failure -> disconnected(String.valueOf(failure.getMessage())));
  }

  private void connected(NetSocket socket) {
    retryMillis = FIRST_RETRY_MILLIS;
    reportedFailure = false;
    messages.accept("connected to the controller at " + address.text());
    var shipment =
        new Shipment(vertx, socket, log, new Shipment.Reports(messages, this::acknowledged));
    current.add(shipment);
    socket.closeHandler(_ -> {
      shipment.close();
      current.remove(shipment);
      if (shipment.isDenied()) {
        retryMillis = DENIED_RETRY_MILLIS;
      }
      disconnected("connection closed");
    });
    socket.exceptionHandler(failure -> messages.accept("uplink: " + failure.getMessage()));
    shipment.begin(hello);
  }

  private void disconnected(String reason) {
    if (closed) {
      return;
    }
    if (!reportedFailure) {
      messages.accept("no controller at " + address.text() + " (" + reason + "); trying on");
      reportedFailure = true;
    }
    vertx.setTimer(retryMillis, ignored -> connect());
    retryMillis =
        retryMillis >= LONGEST_RETRY_MILLIS
            ? retryMillis
            : Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
  }

  /** Whose log is shipped. */
  public NodeName node() {
    return hello.node();
  }

  @Override
  public void close() {
    context.runOnContext(ignored -> closed = true);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
