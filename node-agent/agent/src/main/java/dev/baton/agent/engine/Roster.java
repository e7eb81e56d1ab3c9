package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.engine.EngineEvents.Reason;
import dev.baton.events.Family;
import dev.baton.events.VirtualRouterId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The instances at work: who they are by the configuration, found by where adverts come in. */
final class Roster {
  private final Ports ports;
  private final EngineEvents events;
  private final List<Instance> instances = new ArrayList<>();
  private final Map<Key, Instance> byKey = new HashMap<>();
  private Set<InetAddress> moving = Set.of();
  private List<Reason> heldBecause = List.of();

  private record Key(String interfaceName, Family family, int vrid) {
    static Key of(InstanceConfig config) {
      return new Key(config.interfaceName(), config.family(), config.vrid().value());
    }
  }

  Roster(Ports ports, EngineEvents events) {
    this.ports = ports;
    this.events = events;
  }

  void forEach(Consumer<Instance> action) {
    instances.forEach(action);
  }

  /** The addresses that VRRP moves, which no instance may take for its own. */
  Set<InetAddress> moving() {
    return moving;
  }

  /** The instance that an advert is for; none or one. */
  List<Instance> hearing(AdvertPath path, int vrid) {
    var instance = byKey.get(new Key(path.interfaceName(), path.family(), vrid));
    return instance == null ? List.of() : List.of(instance);
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
    removeAllBut(config.instances(), nowNanos);
    var joined = new ArrayList<Instance>();
    for (var next : config.instances()) {
      var old = byKey.get(Key.of(next));
      if (old == null) {
        joined.add(join(cast, next));
      } else {
        old.become(next, moving, nowNanos);
      }
    }
    return joined;
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

  private void removeAllBut(List<InstanceConfig> configs, long nowNanos) {
    var wanted = new HashMap<Key, InstanceConfig>();
    configs.forEach(config -> wanted.put(Key.of(config), config));
    for (var old : List.copyOf(instances)) {
      var next = wanted.get(Key.of(old.config()));
      if (next == null || !old.canBecome(next)) {
        old.remove(nowNanos);
        instances.remove(old);
        byKey.remove(Key.of(old.config()));
      }
    }
  }

  private Instance join(Cast cast, InstanceConfig config) {
    var instance = new Instance(cast.subject(config.name()), config, ports, events);
    heldBecause.forEach(why -> instance.hold(why, ports.clock().nanos()));
    instances.add(instance);
    byKey.put(Key.of(config), instance);
    return instance;
  }
}
