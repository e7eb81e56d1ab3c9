package dev.baton.vrrp.sim.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** What a model has said. */
final class Heard implements PeerWire {
  /** The recorder keeps the first announcement of a burst, which goes on for a while. */
  private static final long BURST_NANOS = 700_000_000L;

  /** What is nearer to the one before is of the same burst for the recorder. */
  private static final long SAME_BURST_NANOS = 300_000_000L;

  /** An advertisement of the model that the real router's has to be found for. */
  record Advert(long atNanos, String message) {}

  final Deque<Advert> adverts = new ArrayDeque<>();
  long nowNanos;
  private final List<Long> announcedAtNanos = new ArrayList<>();

  @Override
  public void advertise(byte[] message) {
    adverts.add(new Advert(nowNanos, HexFormat.of().formatHex(message)));
  }

  @Override
  public void announce() {
    announcedAtNanos.add(nowNanos);
  }

  @Override
  public void became(boolean active) {}

  void requireNothingBefore(long atNanos, String name) {
    assertTrue(
        adverts.isEmpty() || adverts.getFirst().atNanos() - atNanos >= 0,
        () -> name + atNanos + ": the real one did not send what the model sent");
  }

  void requireAnnouncements(List<Long> claims, String name) {
    for (long claim : claims) {
      assertTrue(isNear(announcedAtNanos, claim), () -> name + claim + ": not announced");
    }
    for (long announced : firstOfBursts()) {
      assertTrue(isNear(claims, announced), () -> name + announced + ": announced in vain");
    }
  }

  /** A trace has the first announcement of a burst alone. */
  private List<Long> firstOfBursts() {
    var first = new ArrayList<Long>();
    long before = Long.MIN_VALUE;
    for (long announced : announcedAtNanos.stream().sorted().toList()) {
      if (before == Long.MIN_VALUE || announced - before > SAME_BURST_NANOS) {
        first.add(announced);
      }
      before = announced;
    }
    return first;
  }

  private static boolean isNear(List<Long> times, long atNanos) {
    return times.stream().anyMatch(time -> Math.abs(time - atNanos) <= BURST_NANOS);
  }
}
