package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.agent.link.TrackerState;
import dev.baton.events.VirtualRouterId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The instances at work: who they are by the configuration, found by where adverts come in. */
final class Roster {
  private final Shared shared;
  private final List<Instance> instances = new ArrayList<>();
  private final Map<Key, List<Instance>> byKey = new HashMap<>();
  private final Set<Station> curious = new HashSet<>();
  private Set<InetAddress> moving = Set.of();
  private List<Reason> heldBecause = List.of();

  private record Key(Station station, int vrid) {
    static Key of(InstanceConfig config) {
      return new Key(Station.of(config), config.vrid().value());
    }
  }

  Roster(Shared shared) {
    this.shared = shared;
  }

  void forEach(Consumer<Instance> action) {
    instances.forEach(action);
  }

  /** The addresses that VRRP moves, which no instance may take for its own. */
  Set<InetAddress> moving() {
    return moving;
  }

  /**
   * The instance that an advert is for; none or one. Several unicast instances may have one VRID
   * and are told apart by their peers.
   */
  List<Instance> hearing(AdvertPath path, int vrid) {
    var sharing = byKey.getOrDefault(new Key(path.station(), vrid), List.of());
    if (sharing.size() < 2) {
      return sharing;
    }
    for (var instance : sharing) {
      if (instance.admission().isPeer(path.source())) {
        return List.of(instance);
      }
    }
    return sharing.subList(0, 1);
  }

  /** How long the instances that use a link can bear not to know that it is down. */
  long patienceNanos(String linkName) {
    return instances.stream()
        .filter(instance -> instance.config().uses(linkName))
        .mapToLong(Instance::patienceNanos)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether somebody there wants to know who has VRIDs that nobody here has. */
  boolean tellsOfStrangers(Station station) {
    return curious.contains(station);
  }

  /** This node's parts in a virtual router. */
  List<Instance> find(VirtualRouterId id) {
    return instances.stream().filter(i -> i.subject().virtualRouter().equals(id)).toList();
  }

  /**
   * Goes over to a configuration: instances that are the same do not notice, changed ones change in
   * place where the protocol allows it, and the rest ends.
   *
   * @return the instances that are new, which have not begun
   */
  List<Instance> recast(Cast cast, long nowNanos) {
    var config = cast.config();
    moving = Standing.moving(config.instances());
    shared.promotions().begin(config.instances());
    var before = stations();
    shared.ports().refusal().use(config.globals().tables());
    shared.trackers().retainUsed(config.instances());
    var kept = removeAllBut(config.instances(), nowNanos);
    var joined = new ArrayList<Instance>();
    for (var next : config.instances()) {
      var old = kept.get(next.name());
      if (old == null) {
        joined.add(join(cast, next));
      } else {
        old.become(next, moving, nowNanos);
      }
    }
    shared.groups().recast(config.syncGroups(), instances, nowNanos);
    index();
    // The last words of those that have ended leave before their sockets do.
    shared.settle();
    shared.promotions().endAllBut(config.instances());
    if (config.instances().stream().allMatch(InstanceConfig::accepts)) {
      shared.ports().refusal().end();
    }
    before.removeAll(stations());
    before.forEach(shared.ports().adverts()::leave);
    return joined;
  }

  private Set<Station> stations() {
    var stations = new HashSet<Station>();
    instances.forEach(instance -> stations.add(Station.of(instance.config())));
    return stations;
  }

  private void index() {
    byKey.clear();
    curious.clear();
    for (var instance : instances) {
      if (instance.config().tellsOfStrangers()) {
        curious.add(Station.of(instance.config()));
      }
      byKey.computeIfAbsent(Key.of(instance.config()), k -> new ArrayList<>()).add(instance);
    }
  }

  /** The node is held from now on, and so is every instance that comes. */
  void hold(Reason why, long nowNanos) {
    heldBecause = List.of(why);
    instances.forEach(instance -> instance.hold(why, nowNanos));
  }

  /** The node is no longer held. */
  void lift(Reason why, long nowNanos) {
    heldBecause = List.of();
    instances.forEach(instance -> instance.lift(why, nowNanos));
  }

  /** A tracker stands otherwise than before, or is heard of for the first time. */
  void tracker(TrackerState state, long nowNanos) {
    shared.trackers().put(state);
    var why = new Reason(state.causation(), "");
    instances.forEach(instance -> instance.trackerChanged(state, moving, why, nowNanos));
  }

  /** Those that stay, by their names. */
  private Map<String, Instance> removeAllBut(List<InstanceConfig> configs, long nowNanos) {
    var wanted = new HashMap<String, InstanceConfig>();
    configs.forEach(config -> wanted.put(config.name(), config));
    var kept = new HashMap<String, Instance>();
    var ended = new ArrayList<String>();
    for (var old : List.copyOf(instances)) {
      var next = wanted.get(old.config().name());
      if (next == null || !old.canBecome(next)) {
        old.remove(next == null ? List.of() : Identity.differences(old.config(), next), nowNanos);
        instances.remove(old);
        ended.add(old.config().name());
      } else {
        kept.put(next.name(), old);
      }
    }
    shared.groups().ended(ended, nowNanos);
    return kept;
  }

  private Instance join(Cast cast, InstanceConfig config) {
    var instance = new Instance(cast.subject(config.name()), config, shared);
    heldBecause.forEach(why -> instance.hold(why, shared.ports().clock().nanos()));
    instances.add(instance);
    return instance;
  }
}
