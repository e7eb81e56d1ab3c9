package dev.baton.lab.stream;

import dev.baton.lab.Await;
import dev.baton.lab.Daemon;
import dev.baton.lab.Host;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A client that sends 1,000 datagrams a second to a virtual address, and who got which. */
public final class Stream1kHz implements AutoCloseable {
  private static final int PORT = 7777;

  private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(1);

  /** What became of the stream: how many were sent, and the numbers that came never or twice. */
  public record Tally(long sentCount, List<Long> lost, List<Long> duplicated) {
    /** A tally with own copies. */
    public Tally {
      lost = List.copyOf(lost);
      duplicated = List.copyOf(duplicated);
    }

    /** Whether each datagram came once. */
    public boolean complete() {
      return lost.isEmpty() && duplicated.isEmpty();
    }

    @Override
    public String toString() {
      return "%d sent, %d lost, %d twice".formatted(sentCount, lost.size(), duplicated.size());
    }
  }

  private final Lab lab;
  private final List<Path> received = new ArrayList<>();
  private final List<Daemon> receivers = new ArrayList<>();
  private final List<Host> routers;
  private final Daemon sender;

  private Stream1kHz(Host client, List<Host> routers, String address) {
    this.lab = client.lab();
    this.routers = List.copyOf(routers);
    routers.forEach(this::receiveOn);
    this.sender = start(client, StreamSenderMain.class, List.of(address, "" + PORT));
    lab.await("the stream flows", () -> receivedBytes() > 0);
  }

  /** Starts the stream; from the return on it flows. */
  public static Stream1kHz from(Host client, List<Host> routers, String address) {
    return new Stream1kHz(client, routers, address);
  }

  private void receiveOn(Host router) {
    var file = router.directory().resolve("received-" + System.nanoTime());
    received.add(file);
    var receiver = start(router, StreamReceiverMain.class, List.of("" + PORT, file.toString()));
    receivers.add(receiver);
    lab.await("a receiver on " + router, () -> receiver.output().contains("ready"));
  }

  /** With an advantage on a busy machine: it is the network that is to be measured. */
  private static Daemon start(Host host, Class<?> main, List<String> arguments) {
    var words = new ArrayList<>(List.of("nice", "-n", "-15"));
    words.addAll(Programs.lab(main, arguments));
    return host.start(main.getSimpleName() + "-" + System.nanoTime(), words);
  }

  /** Ends the stream and counts. */
  public Tally stop() {
    sender.stop(Await.LIMIT);
    long sent = sentCount();
    // What was sent last is on its way no longer than this; what is missing when nothing more has
    // come for so long is lost.
    long before;
    do {
      before = receivedBytes();
    } while (!Await.holdsWithin(ARRIVAL_LIMIT, () -> receivedBytes() >= sent * Long.BYTES)
        && receivedBytes() > before);
    var counts = new int[Math.toIntExact(sent)];
    received.forEach(file -> count(file, counts));
    requireNoOverflow();
    return new Tally(
        sent,
        LongStream.range(0, sent).filter(i -> counts[(int) i] == 0).boxed().toList(),
        LongStream.range(0, sent).filter(i -> counts[(int) i] > 1).boxed().toList());
  }

  private long sentCount() {
    for (var line : sender.output().lines().toList()) {
      if (line.startsWith("sent ")) {
        return Long.parseLong(line.substring("sent ".length()));
      }
    }
    throw new LabException("the sender does not say how many it sent\n" + sender.tail());
  }

  private long receivedBytes() {
    return received.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static void count(Path file, int[] counts) {
    try {
      var numbers = ByteBuffer.wrap(Files.readAllBytes(file));
      while (numbers.remaining() >= Long.BYTES) {
        counts[Math.toIntExact(numbers.getLong())]++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A datagram that came and found the receiver's buffer full is the lab's fault. */
  private void requireNoOverflow() {
    for (var router : routers) {
      var lines =
          router.exec("cat", "/proc/net/snmp").lines().filter(l -> l.startsWith("Udp:")).toList();
      var names = List.of(lines.getFirst().split(" ", -1));
      var values = lines.getLast().split(" ", -1);
      if (!"0".equals(values[names.indexOf("RcvbufErrors")])) {
        throw new LabException("the receiver on " + router + " was too slow: nothing is proved");
      }
    }
  }

  @Override
  public void close() {
    sender.kill();
    receivers.forEach(Daemon::kill);
  }
}
