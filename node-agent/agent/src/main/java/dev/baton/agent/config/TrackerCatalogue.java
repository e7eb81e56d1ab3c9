package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trackers that the file defines, with the weight that each has for who says none. */
final class TrackerCatalogue {
  private final Map<Tracked, TrackerDefinition> byDefault = new LinkedHashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  private final Map<String, Position> places = new HashMap<>();
  private final List<Position> order;

  /**
   * With nothing in it.
   *
   * @param order where the blocks of the file begin, in the order in which they apply
   */
  TrackerCatalogue(List<Position> order) {
    this.order = order;
  }

  /** Remembers where one is defined. */
  void place(TrackerKind kind, String name, Position position) {
    places.putIfAbsent(kind.text() + " " + name, position);
  }

  /** Whether one is defined further down than this block. */
  boolean isBelow(TrackerKind kind, String name, Position block) {
    var place = places.getOrDefault(kind.text() + " " + name, block);
    return order.contains(block) && order.indexOf(place) > order.indexOf(block);
  }

  /** Remembers one that cannot be used, so that it is not called unknown as well. */
  void leaveOut(TrackerKind kind, String name) {
    leftOut.add(kind.text() + " " + name);
  }

  /** Whether there is one of this name that cannot be used. */
  boolean isLeftOut(TrackerKind kind, String name) {
    return leftOut.contains(kind.text() + " " + name);
  }

  /** Adds one that was not there. */
  void add(TrackerDefinition definition, int weight, boolean reverse) {
    byDefault.put(new Tracked(definition.kind(), definition.name(), weight, reverse), definition);
  }

  /** Whether there is one. */
  boolean has(TrackerKind kind, String name) {
    return !find(kind, name).isEmpty();
  }

  /** As it is used by who says nothing more; none or one. */
  List<Tracked> find(TrackerKind kind, String name) {
    return byDefault.keySet().stream()
        .filter(tracked -> tracked.kind() == kind && tracked.name().equals(name))
        .toList();
  }

  /** Those that one of these instances uses. Nothing else is run or watched. */
  List<TrackerDefinition> used(List<InstanceConfig> instances) {
    var used = new ArrayList<TrackerDefinition>();
    byDefault.forEach((tracked, definition) -> {
      if (instances.stream().anyMatch(instance -> uses(instance, definition))) {
        used.add(definition);
      }
    });
    return List.copyOf(used);
  }

  private static boolean uses(InstanceConfig instance, TrackerDefinition definition) {
    return instance.trackers().stream()
        .anyMatch(t -> t.kind() == definition.kind() && t.name().equals(definition.name()));
  }
}
