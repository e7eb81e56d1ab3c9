package dev.baton.agent.engine;

import dev.baton.agent.engine.AddressKeeper.Lost;
import dev.baton.vrrp.Input;
import java.net.InetAddress;
import java.util.function.Function;

/**
 * Sees to it that each Active has its addresses: puts back what somebody else took away, and renews
 * those that would lapse without. A few at a time: a third of a lifetime is far away from its end,
 * and adverts come first.
 */
final class AddressWatch {
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int MOST_A_TURN = 8;

  private final Roster roster;
  private long dueNanos;
  private int renewed;

  AddressWatch(Roster roster, long nowNanos) {
    this.roster = roster;
    this.dueNanos = nowNanos;
  }

  /** When it has to look again, at the latest. */
  long dueNanos() {
    return dueNanos;
  }

  /** Another configuration may have given the addresses another lifetime. */
  void configurationChanged(long nowNanos) {
    dueNanos = nowNanos;
  }

  /** Renews what is due. */
  void look(long nowNanos) {
    if (dueNanos - nowNanos > 0) {
      return;
    }
    renewed = 0;
    roster.forEach(instance -> look(instance, nowNanos));
    dueNanos = renewed < MOST_A_TURN ? nowNanos + PAUSE_NANOS : nowNanos;
  }

  private void look(Instance instance, long nowNanos) {
    instance.mendContested(nowNanos);
    if (instance.keeper().isLosing()) {
      reclaim(instance, keeper -> keeper.contested(nowNanos));
    }
    var lease = instance.keeper().lease();
    if (!instance.isActive() || !lease.isDue()) {
      return;
    }
    if (lease.hasLapsed()) {
      comeBack(instance, nowNanos);
    } else if (renewed < MOST_A_TURN) {
      renewed++;
      instance.keeper().renew().forEach(instance::report);
    }
  }

  /** Its addresses lapsed: the protocol decides first what it may still be. */
  private static void comeBack(Instance instance, long nowNanos) {
    instance.input(new Input.Stalled(instance.keeper().lease().ageNanos()), nowNanos);
    if (instance.isActive()) {
      instance.keeper().lapsed().forEach(instance::report);
      instance.brought(instance.keeper().add());
      instance.restoreRouting();
    }
  }

  /** Puts an address that somebody else took away from an Active back, and tells the hosts. */
  static void reclaim(Instance instance, String interfaceName, InetAddress address, long nowNanos) {
    if (instance.isActive() && instance.keeper().misses(interfaceName, address)) {
      reclaim(instance, nowNanos);
    }
  }

  /** The same with all that it misses: addresses go with their interface, told or not. */
  static void reclaim(Instance instance, long nowNanos) {
    reclaim(instance, keeper -> keeper.lost(nowNanos));
  }

  private static void reclaim(Instance instance, Function<AddressKeeper, Lost> look) {
    var keeper = instance.keeper();
    if (!instance.isActive() || keeper.lease().hasLapsed()) {
      return;
    }
    var lost = look.apply(keeper);
    keeper.taken(lost).forEach(instance::report);
    keeper.restore(lost).forEach(instance::brought);
  }
}
