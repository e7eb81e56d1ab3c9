package dev.baton.vrrp.sim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The network between the hosts. */
final class SimulatedSegment {
  private record Link(String from, String to) {}

  private final Simulation simulation;
  private final SplittableRandom chance;
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final Set<Link> cuts = new HashSet<>();
  private final Map<Link, Integer> lostInARow = new HashMap<>();
  private final Map<Link, Long> lastArrivalNanos = new HashMap<>();
  private LinkConditions conditions;
  private double damage;

  SimulatedSegment(Simulation simulation, LinkConditions conditions) {
    this.simulation = simulation;
    this.chance = simulation.chance();
    this.conditions = conditions;
  }

  void attach(SimulatedHost host) {
    hosts.add(host);
  }

  void become(LinkConditions other) {
    conditions = other;
  }

  /** Frames are damaged by one bit with this chance. */
  void damage(double likelihood) {
    damage = likelihood;
  }

  /** One way: the second no longer hears the first. */
  void cut(SimulatedHost from, SimulatedHost to) {
    cuts.add(new Link(from.name(), to.name()));
  }

  /** Those in the group and those outside no longer hear each other. */
  void isolate(List<SimulatedHost> group) {
    for (var inside : group) {
      for (var other : hosts) {
        if (!group.contains(other)) {
          cut(inside, other);
          cut(other, inside);
        }
      }
    }
  }

  void heal() {
    cuts.clear();
  }

  void transmit(SimulatedHost from, Datagram datagram) {
    for (var to : hosts) {
      if (to != from) {
        carry(from, to, datagram);
      }
    }
  }

  private void carry(SimulatedHost from, SimulatedHost to, Datagram datagram) {
    var link = new Link(from.name(), to.name());
    if (cuts.contains(link) || isLost(link)) {
      return;
    }
    deliver(link, to, datagram);
    if (chance.nextDouble() < conditions.duplication()) {
      deliver(link, to, datagram);
    }
  }

  private boolean isLost(Link link) {
    int inARow = lostInARow.getOrDefault(link, 0);
    boolean lost = inARow < conditions.longestLoss() && chance.nextDouble() < conditions.loss();
    lostInARow.put(link, lost ? inARow + 1 : 0);
    return lost;
  }

  private void deliver(Link link, SimulatedHost to, Datagram datagram) {
    long now = simulation.nowNanos();
    long arrivalNanos = now + chance.nextLong(conditions.delayNanos() + 1);
    if (conditions.ordered()) {
      long lastNanos = lastArrivalNanos.getOrDefault(link, now);
      arrivalNanos = arrivalNanos - lastNanos < 0 ? lastNanos : arrivalNanos;
      lastArrivalNanos.put(link, arrivalNanos);
    }
    var arriving = chance.nextDouble() < damage ? damaged(datagram) : datagram;
    simulation.after(arrivalNanos - now, () -> to.arrives(arriving));
  }

  /** One flipped bit, which the checksum always finds. */
  private Datagram damaged(Datagram datagram) {
    var octets = new byte[datagram.message().limit()];
    datagram.message().get(0, octets);
    int bit = chance.nextInt(octets.length * 8);
    octets[bit / 8] ^= (byte) (1 << (bit % 8));
    return new Datagram(datagram.reception(), ByteBuffer.wrap(octets));
  }
}
