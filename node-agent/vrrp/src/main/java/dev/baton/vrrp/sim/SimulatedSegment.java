package dev.baton.vrrp.sim;

import dev.baton.events.Family;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The network between the stations: a learning bridge, and all that goes wrong on it. */
final class SimulatedSegment {
  private static final long GROUP_BIT = 0x0100_0000_0000L;
  private static final int MOST_PORTS = 64;
  private static final int REMEMBERED = 32;
  private static final double DAMAGE = 0.3;

  /** What becomes of a message on its way. */
  enum Damage {
    NONE,
    BIT_FLIP,
    TRUNCATION,
    PADDING
  }

  /** What becomes of resignations on their way. */
  enum Fate {
    NORMAL,
    LOST,
    DOUBLED,
    LATE
  }

  private record Sent(Port from, Frame frame) {}

  private final Simulation simulation;
  private final SplittableRandom chance;
  private final List<Port> ports = new ArrayList<>();
  private final boolean[][] cuts = new boolean[MOST_PORTS][MOST_PORTS];
  private final int[][][] lostInARow = new int[3][MOST_PORTS][MOST_PORTS];
  private final long[][] lastArrivalNanos = new long[MOST_PORTS][MOST_PORTS];
  private final Sent[] remembered = new Sent[REMEMBERED];
  private int sentCount;
  private LinkConditions conditions;
  private Damage damage = Damage.NONE;
  private Fate resignations = Fate.NORMAL;
  private long lateNanos;

  SimulatedSegment(Simulation simulation, LinkConditions conditions) {
    this.simulation = simulation;
    this.chance = simulation.chance();
    this.conditions = conditions;
    for (var row : lastArrivalNanos) {
      Arrays.fill(row, simulation.nowNanos());
    }
  }

  Port attach(Station station) {
    var port = new Port(ports.size(), station);
    ports.add(port);
    return port;
  }

  void become(LinkConditions other) {
    conditions = other;
  }

  /** From now on messages are damaged like this, now and then. */
  void damage(Damage other) {
    damage = other;
  }

  /** From now on this becomes of resignations. */
  void resignations(Fate fate, long lateByNanos) {
    resignations = fate;
    lateNanos = lateByNanos;
  }

  /** One way: the second no longer hears the first. */
  void cut(Port from, Port to) {
    cuts[from.index()][to.index()] = true;
  }

  /** Nobody hears it any more, whatever it sends. */
  void mute(Port port) {
    ports.stream().filter(other -> other != port).forEach(other -> cut(port, other));
  }

  /** It hears nobody any more. */
  void deafen(Port port) {
    ports.stream().filter(other -> other != port).forEach(other -> cut(other, port));
  }

  /** Whether what the first sends does not reach the second. */
  boolean isCut(Port from, Port to) {
    return cuts[from.index()][to.index()];
  }

  /** Those in the group and those outside no longer hear each other. */
  void isolate(List<Port> group) {
    for (var inside : group) {
      for (var other : ports) {
        if (!group.contains(other)) {
          cut(inside, other);
          cut(other, inside);
        }
      }
    }
  }

  void heal() {
    for (var row : cuts) {
      Arrays.fill(row, false);
    }
  }

  /** Everything works again. */
  void recover(LinkConditions other) {
    become(other);
    heal();
    damage = Damage.NONE;
    resignations = Fate.NORMAL;
    for (var port : ports) {
      port.blocked(false);
      port.snoopedOut(false);
    }
  }

  void transmit(Port from, Frame frame) {
    if (!from.forwards()) {
      return;
    }
    if (frame.content() instanceof Frame.Message message) {
      remembered[sentCount++ % REMEMBERED] = new Sent(from, frame);
      if (message.resigns() && resignations != Fate.NORMAL) {
        resign(from, frame);
        return;
      }
    }
    flood(from, frame);
  }

  /** An earlier message is delivered once more, however old it is. */
  void repeatOld() {
    var old = remembered[chance.nextInt(REMEMBERED)];
    if (old != null) {
      flood(old.from(), old.frame());
    }
  }

  private void resign(Port from, Frame frame) {
    switch (resignations) {
      case NORMAL, LOST -> {}
      case DOUBLED -> {
        flood(from, frame);
        flood(from, frame);
      }
      case LATE -> simulation.after(lateNanos, () -> flood(from, frame));
    }
  }

  private void flood(Port from, Frame frame) {
    boolean toGroup = (frame.destination().value() & GROUP_BIT) != 0;
    for (var to : ports) {
      if (to != from && (toGroup || from.sends(frame.destination(), to))) {
        carry(from, to, frame);
      }
    }
  }

  private void carry(Port from, Port to, Frame frame) {
    if (cuts[from.index()][to.index()] || !to.forwards() || isLost(from, to, frame)) {
      return;
    }
    if (frame.content() instanceof Frame.Message message
        && (to.isSnoopedOut(message.reception().family()) || !to.station().isRouter())) {
      to.learn(frame.source(), from);
      return;
    }
    deliver(from, to, frame);
    if (conditions.duplication() > 0 && chance.nextDouble() < conditions.duplication()) {
      deliver(from, to, frame);
    }
  }

  /** How many adverts in a row were lost is counted for each family and version. */
  private boolean isLost(Port from, Port to, Frame frame) {
    if (conditions.longestLoss() == 0) {
      return false;
    }
    boolean lost = chance.nextDouble() < conditions.loss();
    if (frame.content() instanceof Frame.Message message) {
      var counts = lostInARow[kind(message)][from.index()];
      lost = lost && counts[to.index()] < conditions.longestLoss();
      counts[to.index()] = lost ? counts[to.index()] + 1 : 0;
    }
    return lost;
  }

  private static int kind(Frame.Message message) {
    if (message.reception().family() == Family.IPV6) {
      return 1;
    }
    return message.isVersion2() ? 2 : 0;
  }

  private void deliver(Port from, Port to, Frame frame) {
    long now = simulation.nowNanos();
    long arrivalNanos = now + chance.nextLong(conditions.delayNanos() + 1);
    if (conditions.ordered()) {
      long lastNanos = lastArrivalNanos[from.index()][to.index()];
      arrivalNanos = arrivalNanos - lastNanos < 0 ? lastNanos : arrivalNanos;
      lastArrivalNanos[from.index()][to.index()] = arrivalNanos;
    }
    var arriving = damaged(frame);
    simulation.after(arrivalNanos - now, () -> arrive(from, to, arriving));
  }

  private static void arrive(Port from, Port to, Frame frame) {
    if (to.forwards()) {
      to.learn(frame.source(), from);
      to.station().receives(frame);
    }
  }

  private Frame damaged(Frame frame) {
    if (damage == Damage.NONE
        || !(frame.content() instanceof Frame.Message message)
        || chance.nextDouble() >= DAMAGE) {
      return frame;
    }
    var broken = Frame.Message.of(message.reception(), damaged(message.bytes()));
    // One flipped bit may also mend what an intruder sent.
    InvariantViolated.require(
        broken.decoded() instanceof Decoded.Rejected
            || message.decoded() instanceof Decoded.Rejected,
        "a damaged message is taken for a whole one");
    return new Frame(frame.source(), frame.destination(), broken);
  }

  /** One flipped bit, which the checksum always finds; or a length that is not what it says. */
  private byte[] damaged(byte[] octets) {
    return switch (damage) {
      case NONE -> octets;
      case BIT_FLIP -> {
        int bit = chance.nextInt(octets.length * 8);
        octets[bit / 8] ^= (byte) (1 << (bit % 8));
        yield octets;
      }
      case TRUNCATION -> Arrays.copyOf(octets, chance.nextInt(octets.length));
      case PADDING -> Arrays.copyOf(octets, octets.length + chance.nextInt(1, 40));
    };
  }

  /** The VRRP group's hardware address. */
  static MacAddress group(boolean ipv6) {
    return ipv6 ? new MacAddress(0x3333_0000_0012L) : new MacAddress(0x0100_5E00_0012L);
  }
}
