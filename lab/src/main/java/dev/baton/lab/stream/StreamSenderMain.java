package dev.baton.lab.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Sends 1,000 numbered datagrams a second until TERM, then says how many they were. */
public final class StreamSenderMain {
  private static final long INTERVAL_NANOS = Duration.ofMillis(1).toNanos();

  private StreamSenderMain() {}

  /** Arguments: address and port. */
  public static void main(String[] arguments) throws IOException {
    var target =
        new InetSocketAddress(InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
    var asked = new AtomicBoolean();
    var finished = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(asked, finished)));
    try (var channel = DatagramChannel.open()) {
      System.out.println("sent " + sendUntil(asked, channel, target));
    } finally {
      finished.countDown();
    }
  }

  private static void finish(AtomicBoolean asked, CountDownLatch finished) {
    asked.set(true);
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sendUntil(
      AtomicBoolean asked, DatagramChannel channel, InetSocketAddress target) throws IOException {
    var datagram = ByteBuffer.allocate(Long.BYTES);
    long startNanos = System.nanoTime();
    long sent = 0;
    while (!asked.get()) {
      channel.send(datagram.clear().putLong(0, sent), target);
      sent++;
      long waitNanos = startNanos + sent * INTERVAL_NANOS - System.nanoTime();
      if (waitNanos > 0) {
        LockSupport.parkNanos(waitNanos);
      }
    }
    return sent;
  }
}
