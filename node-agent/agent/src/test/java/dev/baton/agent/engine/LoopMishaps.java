package dev.baton.agent.engine;

import dev.baton.agent.config.MulticastGroups;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Family;
import dev.baton.events.InstanceState;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Does to the hosts what happens to hosts. */
final class LoopMishaps {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MILLISECOND_NANOS = 1_000_000L;
  private static final int FLOOD = 700;

  private final LoopTime time;
  private final LoopNetwork network;
  private final SplittableRandom chance;
  private final List<LoopHost> hosts;
  private final LoopPlans plans;
  private boolean isCalm;

  private enum Kind {
    CARRIER,
    TRACKED_LINK,
    INTERFACE_DELETED,
    INTERFACE_MADE_ANEW,
    OWN_ADDRESS,
    VIP_TAKEN,
    VIP_PLACED,
    SCRIPT,
    EXTRA_SCRIPT,
    HOLD,
    LIFT,
    RELOAD_OF_THE_SAME,
    PRIORITY,
    VIPS,
    INTERVAL,
    INSTANCE_REMOVED,
    STALL,
    FLOOD,
    KILL,
    KILL_WITHIN_A_TURN,
    STOP,
    CUT,
    ISOLATION,
    HEALING,
    WEATHER
  }

  LoopMishaps(LoopWorld world, SplittableRandom chance, List<LoopHost> hosts, LoopPlans plans) {
    this.time = world.time();
    this.network = world.network();
    this.chance = chance;
    this.hosts = hosts;
    this.plans = plans;
  }

  /** Begins; mishaps go on until it is calm. */
  void begin() {
    time.after(
        SECOND_NANOS / 20 + chance.nextLong(2 * SECOND_NANOS),
        () -> {
          if (!isCalm) {
            play(Kind.values()[chance.nextInt(Kind.values().length)]);
            begin();
          }
        });
  }

  private LoopHost anyHost() {
    return hosts.get(chance.nextInt(hosts.size()));
  }

  private LoopPart anyPart(LoopHost host) {
    var parts = host.file().parts();
    return parts.get(chance.nextInt(parts.size()));
  }

  /** Mostly short, sometimes long. */
  private long someTime() {
    return switch (chance.nextInt(3)) {
      case 0 -> 1 + chance.nextLong(5 * MILLISECOND_NANOS);
      case 1 -> 1 + chance.nextLong(SECOND_NANOS);
      default -> 1 + chance.nextLong(8 * SECOND_NANOS);
    };
  }

  private void play(Kind kind) {
    var host = anyHost();
    switch (kind) {
      case CARRIER -> flap(host, LoopKernel.HOME);
      case TRACKED_LINK -> flap(host, "eth1");
      case INTERFACE_DELETED -> deleteInterface(host);
      case INTERFACE_MADE_ANEW -> remakeInterface(host);
      case OWN_ADDRESS -> takeOwnAddress(host);
      case VIP_TAKEN -> takeVip(host);
      case VIP_PLACED -> placeVip(host, anyPart(host));
      case SCRIPT -> flap(host, "chk", Sense.DOWN);
      case EXTRA_SCRIPT -> flap(host, "extra", Sense.DOWN);
      case HOLD -> host.hold(true);
      case LIFT -> hosts.forEach(each -> each.hold(false));
      case RELOAD_OF_THE_SAME -> host.reload(host.file());
      case PRIORITY -> changePriority(host);
      case VIPS -> changeVips(anyPart(host));
      case INTERVAL -> changeInterval();
      case INSTANCE_REMOVED -> removeInstance(host);
      case STALL -> stall(host);
      case FLOOD -> flood(host);
      case KILL -> host.kill(chance.nextInt(4) > 0);
      case KILL_WITHIN_A_TURN -> host.kernel.killWithin(1 + chance.nextInt(30));
      case STOP -> stop(host);
      case CUT -> network.cut(host.index, anyHost().index);
      case ISOLATION -> network.isolate(host.index);
      case HEALING -> network.heal();
      case WEATHER ->
          network.become(
              chance.nextInt(3) * 200, chance.nextInt(3) * 100, 1 + chance.nextLong(3_000_000L));
    }
  }

  private void flap(LoopHost host, String link) {
    carrier(host, link, false);
    time.after(someTime(), () -> carrier(host, link, true));
  }

  private static void carrier(LoopHost host, String link, boolean isUp) {
    var nic = host.kernel.nic(link);
    if (nic.isThere && nic.isUp != isUp) {
      nic.isUp = isUp;
      host.note(link + (isUp ? " is up" : " is down"));
      host.kernel.changed(isUp ? new LinkChange.LinkUp(link) : new LinkChange.LinkDown(link));
    }
  }

  private void flap(LoopHost host, String tracker, Sense sense) {
    host.script(tracker, sense);
    time.after(someTime(), () -> host.script(tracker, Sense.UP));
  }

  private void deleteInterface(LoopHost host) {
    var nic = host.kernel.nic(LoopKernel.HOME);
    if (nic.isThere) {
      host.note("loses its interface");
      nic.isThere = false;
      var gone = nic.list();
      host.kernel.lose();
      if (chance.nextBoolean()) {
        gone.forEach(
            each -> host.kernel.changed(new LinkChange.AddressRemoved(LoopKernel.HOME, each)));
      }
      host.byHand().clear();
      host.kernel.changed(new LinkChange.LinkGone(LoopKernel.HOME));
      time.after(someTime(), () -> createInterface(host));
    }
  }

  /** Before the engine can look. */
  private void remakeInterface(LoopHost host) {
    deleteInterface(host);
    createInterface(host);
    giveOwnAddresses(host);
  }

  /** Sometimes the cable goes meanwhile. */
  private void stall(LoopHost host) {
    long nanos = chance.nextBoolean() ? someTime() : 1 + chance.nextLong(SECOND_NANOS);
    host.stall(nanos);
    if (chance.nextBoolean()) {
      carrier(host, LoopKernel.HOME, false);
      time.after(nanos + someTime(), () -> carrier(host, LoopKernel.HOME, true));
    }
  }

  private void createInterface(LoopHost host) {
    var nic = host.kernel.nic(LoopKernel.HOME);
    if (!nic.isThere) {
      host.note("has its interface again");
      nic.isThere = true;
      nic.isUp = true;
      host.kernel.changed(new LinkChange.LinkAppeared(LoopKernel.HOME));
      host.kernel.changed(new LinkChange.LinkUp(LoopKernel.HOME));
      time.after(chance.nextLong(SECOND_NANOS), () -> giveOwnAddresses(host));
    }
  }

  /** The host has the addresses that it speaks from. */
  static void giveOwnAddresses(LoopHost host) {
    var nic = host.kernel.nic(LoopKernel.HOME);
    for (var family : Family.values()) {
      var own = LoopExpected.own(host.index, family);
      if (nic.isThere && !nic.has(own)) {
        var added = nic.add(own, family == Family.IPV4 ? 24 : 64, false);
        host.kernel.changed(new LinkChange.AddressAdded(LoopKernel.HOME, added));
      }
    }
  }

  private void takeOwnAddress(LoopHost host) {
    take(host, LoopExpected.own(host.index, chance.nextBoolean() ? Family.IPV4 : Family.IPV6));
    time.after(someTime(), () -> giveOwnAddresses(host));
    if (chance.nextBoolean()) {
      var part = anyPart(host);
      placeVip(host, part);
      changeVips(part);
    }
  }

  private static void take(LoopHost host, InetAddress address) {
    for (var gone : host.kernel.nic(LoopKernel.HOME).remove(address)) {
      host.note("loses " + address);
      host.byHand().remove(address);
      host.kernel.changed(new LinkChange.AddressRemoved(LoopKernel.HOME, gone));
    }
  }

  private void takeVip(LoopHost host) {
    anyPart(host).vips().forEach(vip -> take(host, vip));
  }

  private static void placeVip(LoopHost host, LoopPart part) {
    var vip = part.vips().getFirst();
    var nic = host.kernel.nic(LoopKernel.HOME);
    if (nic.isThere && !nic.has(vip)) {
      host.note("gets " + vip + " by hand");
      host.byHand().add(vip);
      var added = nic.add(vip, part.wire().family() == Family.IPV4 ? 24 : 64, true);
      host.kernel.changed(new LinkChange.AddressAdded(LoopKernel.HOME, added));
    }
  }

  private void changePriority(LoopHost host) {
    var part = anyPart(host);
    int priority = plans.priority();
    boolean isGrouped = host.file().isGrouped(part);
    host.reload(
        host.file()
            .with(each ->
                each.equals(part) || (isGrouped && host.file().isGrouped(each))
                    ? each.withPriority(priority)
                    : each));
  }

  private void changeVips(LoopPart part) {
    int number = part.wire().vrid() - 51;
    var vips = plans.vips(number, part.wire().family());
    everywhere(part, each -> each.withVips(vips));
  }

  private void changeInterval() {
    var part = anyPart(anyHost());
    int centiseconds = plans.interval(part.wire().version());
    everywhere(part, each -> each.withInterval(centiseconds));
  }

  private void everywhere(LoopPart part, UnaryOperator<LoopPart> change) {
    for (var host : hosts) {
      time.after(
          chance.nextLong(SECOND_NANOS),
          () ->
              host.reload(
                  host.file()
                      .with(each -> each.name().equals(part.name()) ? change.apply(each) : each)));
    }
  }

  private void removeInstance(LoopHost host) {
    var actives =
        host.file().parts().stream()
            .filter(each -> host.state(each.name()) == InstanceState.ACTIVE)
            .toList();
    var part = actives.isEmpty() ? anyPart(host) : actives.getLast();
    if (host.file().parts().size() > 1 && !host.file().isGrouped(part)) {
      host.reload(host.file().without(part.name()));
      host.hold(chance.nextBoolean());
      time.after(someTime(), () -> restoreInstances(host));
    }
  }

  /** What another host has, this one has again. */
  private void restoreInstances(LoopHost host) {
    var all = host.file();
    for (var other : hosts) {
      for (var part : other.file().parts()) {
        if (all.part(part.name()).isEmpty()) {
          var more = new ArrayList<>(all.parts());
          more.add(part.withPriority(plans.priority()));
          all = new LoopPlan(more, all.groups());
        }
      }
    }
    if (!all.equals(host.file())) {
      host.reload(all);
    }
  }

  /** Adverts of strangers fill the queue while the engine stands still. */
  private void flood(LoopHost host) {
    var stranger = InetAddress.ofLiteral("10.77.0.99");
    var group = MulticastGroups.standard(Family.IPV4);
    var path =
        new AdvertPath(new Station(LoopKernel.HOME, Family.IPV4, List.of(group)), stranger, group);
    for (int i = 0; i < FLOOD; i++) {
      byte[] octets = {0x31, (byte) 200, 100, 1, 0, 100, 0, 0, 10, 77, 0, 99};
      host.kernel.arrive(new FakeHost.Received(path, 255, ByteBuffer.wrap(octets)));
    }
    host.stall(chance.nextLong(9 * SECOND_NANOS));
  }

  private void stop(LoopHost host) {
    host.stop();
    time.after(SECOND_NANOS / 2 + someTime(), () -> host.boot(0));
  }

  /** Everything works again, but for what may stay broken. */
  void calm() {
    isCalm = true;
    network.heal();
    network.become(0, 0, MILLISECOND_NANOS);
    int broken = chance.nextInt(2 * hosts.size());
    for (var host : hosts) {
      host.boot(0);
      createInterface(host);
      giveOwnAddresses(host);
      carrier(host, LoopKernel.HOME, true);
      carrier(host, "eth1", true);
      restoreInstances(host);
      host.hold(false);
      host.script("chk", Sense.UP);
      host.script("extra", Sense.UP);
      if (host.index == broken) {
        leaveBroken(host);
      }
    }
  }

  private void leaveBroken(LoopHost host) {
    switch (chance.nextInt(4)) {
      case 0 -> host.hold(true);
      case 1 -> host.script("chk", Sense.DOWN);
      case 2 -> host.script("extra", Sense.DOWN);
      default -> carrier(host, "eth1", false);
    }
  }
}
