package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.engine.Contests.Answer;
import dev.baton.agent.engine.NeighborSilence.Silence;
import dev.baton.events.InstanceEvent;
import dev.baton.vrrp.Addresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the addresses of one instance on their interfaces and takes them away. */
final class AddressKeeper {
  private final InstanceConfig config;
  private final AddressTable table;
  private final NeighborSilence neighbors;
  private final PacketRefusal refusal;
  private final Lease lease;
  private final Set<VirtualAddress> placed = new HashSet<>();
  private final Set<RefusedAddress> refused = new HashSet<>();
  private final Contests<VirtualAddress> contests;
  private boolean silent;

  AddressKeeper(InstanceConfig config, Ports ports) {
    this.config = config;
    this.table = ports.addresses();
    this.neighbors = ports.silence();
    this.refusal = ports.refusal();
    this.lease = new Lease(config.fence(), ports.clock());
    this.contests = new Contests<>();
  }

  private AddressKeeper(InstanceConfig config, AddressKeeper before) {
    this.config = config;
    this.table = before.table;
    this.neighbors = before.neighbors;
    this.refusal = before.refusal;
    this.lease = before.lease;
    this.contests = before.contests;
    this.silent = before.silent;
    placed.addAll(before.placed);
    refused.addAll(before.refused);
  }

  /** How long the addresses stay. */
  Lease lease() {
    return lease;
  }

  /** Has all addresses there and answered for. */
  InstanceEvent.VipsApplied add() {
    unsilence();
    boolean isForEver = lease.isForEver();
    boolean wasForEver = lease.begin();
    var applied = add(all());
    if (!isForEver) {
      // Those that were there already.
      renewAll(wasForEver);
    }
    return applied;
  }

  /** Gives the addresses their whole lifetime again; none or one event where that fails. */
  List<InstanceEvent.VipsApplied> renew() {
    var failed = renewAll(lease.begin());
    return failed.isEmpty() ? List.of() : List.of(new InstanceEvent.VipsApplied(List.of(), failed));
  }

  private List<String> renewAll(boolean wasForEver) {
    var failed = new ArrayList<String>();
    for (var address : all()) {
      // What is not tracked stays away where somebody else took it.
      boolean isWanted = address.options().tracked() || isThere(address);
      boolean isOurs = isWanted && !isHostsOwn(address);
      if (isOurs && renew(address, wasForEver) instanceof Added.Failed(String reason)) {
        failed.add(Addresses.text(address.address()) + ": " + reason);
      }
    }
    return failed;
  }

  /** The addresses that the kernel took away because nobody renewed them; none or one event. */
  List<InstanceEvent.VipsRemoved> lapsed() {
    return lease.hasLapsed()
        ? removed(all().stream().filter(address -> !isThere(address)).toList(), "lapsed")
        : List.of();
  }

  /** Whether one of the addresses was lost of late. */
  boolean isLosing() {
    return !contests.isNone();
  }

  /** Looks which addresses somebody else took away, and what is to be done about each. */
  Lost lost(long nowNanos) {
    return lost(missing(), nowNanos);
  }

  /** The same of those that he takes away all the time. */
  Lost contested(long nowNanos) {
    return lost(missing().stream().filter(contests::isContested).toList(), nowNanos);
  }

  private Lost lost(List<VirtualAddress> missing, long nowNanos) {
    Map<Answer, List<VirtualAddress>> lost = new EnumMap<>(Answer.class);
    for (var address : missing) {
      lost.computeIfAbsent(answer(address, nowNanos), a -> new ArrayList<>()).add(address);
    }
    return new Lost(lost, contests.settled(nowNanos));
  }

  /** One that never was there is not lost. */
  private Answer answer(VirtualAddress address, long nowNanos) {
    return placed.contains(address) || contests.isContested(address)
        ? contests.missing(address, nowNanos)
        : Answer.PUT_BACK;
  }

  /** Those that somebody else took away, as far as it was not said; none or one event. */
  List<InstanceEvent.VipsRemoved> taken(Lost lost) {
    lost.to(Answer.WAIT).forEach(placed::remove);
    return removed(lost.untold(), "somebody else");
  }

  /**
   * What somebody else took away, and what he took no more.
   *
   * @param settled what was contested, and stays now
   */
  record Lost(Map<Answer, List<VirtualAddress>> byAnswer, List<VirtualAddress> settled) {
    List<VirtualAddress> to(Answer answer) {
      return byAnswer.getOrDefault(answer, List.of());
    }

    private List<VirtualAddress> untold() {
      return Stream.concat(to(Answer.PUT_BACK).stream(), to(Answer.COMPLAIN).stream()).toList();
    }
  }

  private List<InstanceEvent.VipsRemoved> removed(List<VirtualAddress> gone, String by) {
    gone.forEach(placed::remove);
    var texts = gone.stream().map(address -> Addresses.text(address.address())).toList();
    return texts.isEmpty() ? List.of() : List.of(new InstanceEvent.VipsRemoved(texts, by));
  }

  private boolean isThere(VirtualAddress address) {
    return table.list(address.interfaceName()).stream()
        .anyMatch(there -> there.address().equals(address.address()));
  }

  /**
   * What an address owner had before there was a virtual router is the administrator's, and what
   * the host cannot do without.
   */
  private boolean isHostsOwn(VirtualAddress address) {
    return !placed.contains(address)
        && (isOwners(address) || LeftBehind.hostsOnly(config, table).contains(address));
  }

  private boolean isOwners(VirtualAddress address) {
    return config.priority().isOwner()
        && table.list(address.interfaceName()).stream()
            .filter(there -> there.address().equals(address.address()))
            .filter(there -> there.prefixLength() == address.prefixLength())
            .anyMatch(there -> !there.placedByBaton());
  }

  /** An address that is there gets its lifetime, whatever it had. */
  private Added renew(VirtualAddress address, boolean wasForEver) {
    // The kernel would have the host's own route to an IPv6 prefix expire with it.
    if (wasForEver && address.address() instanceof Inet6Address) {
      table.remove(address.interfaceName(), AssignedAddress.of(address));
      return table.add(address.interfaceName(), assigned(address));
    }
    return table.renew(address.interfaceName(), assigned(address));
  }

  private AssignedAddress assigned(VirtualAddress address) {
    return AssignedAddress.of(address).lasting(lease.seconds());
  }

  /** Puts back what may be, and says why the rest is not; not what was said before. */
  List<InstanceEvent.VipsApplied> restore(Lost lost) {
    add(lost.to(Answer.TRY));
    var back = add(lost.to(Answer.PUT_BACK));
    var applied = new ArrayList<>(back.addresses());
    lost.settled().forEach(address -> applied.add(Addresses.text(address.address())));
    var failed = new ArrayList<>(back.failed());
    lost.to(Answer.COMPLAIN).forEach(address -> failed.add(complaint(address)));
    return applied.isEmpty() && failed.isEmpty()
        ? List.of()
        : List.of(new InstanceEvent.VipsApplied(applied, failed));
  }

  private static String complaint(VirtualAddress address) {
    return Addresses.text(address.address())
        + ": somebody else on this host takes it away as often as it is put there; it is tried"
        + " again, once a second at last, without a word until it stays";
  }

  private List<VirtualAddress> missing() {
    return all().stream()
        .filter(address -> misses(address.interfaceName(), address.address()))
        .toList();
  }

  private InstanceEvent.VipsApplied add(List<VirtualAddress> addresses) {
    var applied = new ArrayList<String>();
    // Before the addresses are there: no packet to one may ever be taken.
    var failed = new ArrayList<>(refuse(RefusedAddress.of(config, addresses)));
    for (var address : addresses) {
      String text = Addresses.text(address.address());
      switch (table.add(address.interfaceName(), assigned(address))) {
        case Added.Done done -> {
          placed.add(address);
          applied.add(text);
        }
        case Added.AlreadyThere alreadyThere when isHostsOwn(address) -> applied.add(text);
        case Added.AlreadyThere alreadyThere -> {
          placed.add(address);
          applied.add(text);
        }
        case Added.Failed(String reason) -> failed.add(text + ": " + reason);
      }
    }
    return new InstanceEvent.VipsApplied(applied, failed);
  }

  /** Refuses packets; none or one reason why that cannot be. */
  private List<String> refuse(Set<RefusedAddress> addresses) {
    refused.addAll(addresses);
    String why = addresses.isEmpty() ? "" : refusal.refuse(addresses);
    return why.isEmpty() ? List.of() : List.of("no_accept: " + why);
  }

  /** Refuses what this configuration says of addresses that are there; none or one failure. */
  List<InstanceEvent.VipsApplied> refuse() {
    var failed = refuse(RefusedAddress.of(config, all()));
    return failed.isEmpty() ? List.of() : List.of(new InstanceEvent.VipsApplied(List.of(), failed));
  }

  /** Takes packets to what need not be refused any more. */
  void accept() {
    acceptAllBut(RefusedAddress.of(config, all()));
  }

  private void acceptAllBut(Set<RefusedAddress> wanted) {
    var accepted = new HashSet<>(refused);
    accepted.removeAll(wanted);
    refused.retainAll(wanted);
    refusal.accept(accepted);
  }

  /** Whether an address of this instance should be kept on that interface, and is not there. */
  boolean misses(String interfaceName, InetAddress address) {
    boolean isOurs =
        all().stream()
            .filter(ours -> ours.options().tracked())
            .anyMatch(ours ->
                ours.address().equals(address) && ours.interfaceName().equals(interfaceName));
    return isOurs && table.list(interfaceName).stream().noneMatch(t -> t.address().equals(address));
  }

  /** The same hands for another configuration. */
  AddressKeeper with(InstanceConfig other) {
    lease.want(other.fence());
    contests.retain(LeftBehind.all(other));
    return new AddressKeeper(other, this);
  }

  /** Takes all addresses away; an event for those that were there, one for those that were not. */
  List<InstanceEvent.VipsRemoved> remove() {
    var events = new ArrayList<>(lapsed());
    events.addAll(remove(all()));
    lease.end();
    unsilence();
    acceptAllBut(Set.of());
    contests.end();
    return events;
  }

  /** Takes some addresses away; an event for those that were there, one for those that were not. */
  List<InstanceEvent.VipsRemoved> remove(List<VirtualAddress> addresses) {
    var removed = new ArrayList<VirtualAddress>();
    var taken = new ArrayList<VirtualAddress>();
    for (var address : addresses) {
      boolean isOurs = !isHostsOwn(address);
      boolean wasPlaced = placed.remove(address);
      if (isOurs) {
        switch (table.remove(address.interfaceName(), AssignedAddress.of(address))) {
          case Removed.Done done -> removed.add(address);
          // It went with its interface, or by somebody's hand.
          case Removed.NotThere notThere when wasPlaced -> taken.add(address);
          case Removed.NotThere notThere -> {}
          case Removed.Failed failed -> {}
        }
      }
    }
    var events = new ArrayList<>(removed(taken, "somebody else"));
    events.addAll(removed(removed, "engine"));
    return events;
  }

  /** Keeps the addresses without answering for them; none or one event where that cannot be. */
  List<InstanceEvent.VipsRemoved> silence() {
    silent = true;
    return switch (neighbors.silence(inetAddresses())) {
      case Silence.Done done -> List.of();
      case Silence.Unavailable unavailable -> remove();
    };
  }

  /** Takes away what a killed engine left behind, and says what it did and did not. */
  List<InstanceEvent> removeLeftBehind() {
    var events = new ArrayList<InstanceEvent>();
    var found = LeftBehind.remove(config, table);
    if (!found.isEmpty()) {
      events.add(new InstanceEvent.VipsLeftBehind(found));
    }
    var kept = LeftBehind.hostsOnly(config, table);
    if (!kept.isEmpty() && !config.priority().isOwner()) {
      var reasons = kept.stream().map(AddressKeeper::hostsOnly).toList();
      events.add(new InstanceEvent.VipsApplied(List.of(), reasons));
    }
    return events;
  }

  private static String hostsOnly(VirtualAddress address) {
    return "%s: it is the host's own, the only one of %s, and stays; give %2$s another address"
        .formatted(Addresses.text(address.address()), address.interfaceName());
  }

  private void unsilence() {
    if (silent) {
      neighbors.unsilence(inetAddresses());
      silent = false;
    }
  }

  private List<VirtualAddress> all() {
    return LeftBehind.all(config);
  }

  private List<InetAddress> inetAddresses() {
    return all().stream().map(VirtualAddress::address).toList();
  }
}
