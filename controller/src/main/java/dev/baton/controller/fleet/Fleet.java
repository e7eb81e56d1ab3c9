package dev.baton.controller.fleet;

import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All nodes and virtual routers, as the log up to {@code asOfSeq} tells: an immutable image.
 *
 * <pre>
 *   Recorded ─► Fleet.apply ─► NodeView      link, engine, hold, clock, settings
 *                         └──► RouterView    InstanceView per node, History
 *                                               └─► Verdict, Failovers (conclusions)
 * </pre>
 *
 * @param asOfNanos when the newest event was recorded
 */
public record Fleet(
    long asOfSeq,
    long asOfNanos,
    SortedMap<NodeName, NodeView> nodes,
    SortedMap<VirtualRouterId, RouterView> routers) {
  /** Before the first event. */
  public static final Fleet EMPTY =
      new Fleet(0, 0, Collections.emptySortedMap(), Collections.emptySortedMap());

  /** The image one event later. */
  public Fleet apply(Recorded recorded) {
    return apply(List.of(recorded));
  }

  /** The image after those events, which is made once for all of them. */
  public Fleet apply(List<Recorded> batch) {
    var fold = new FleetFold(this);
    batch.forEach(fold::apply);
    return fold.image();
  }

  /** The node of that name: one, or none. */
  public List<NodeView> node(NodeName name) {
    var found = nodes.get(name);
    return found == null ? List.of() : List.of(found);
  }

  /** The virtual router of that name: one, or none. */
  public List<RouterView> router(VirtualRouterId id) {
    var found = routers.get(id);
    return found == null ? List.of() : List.of(found);
  }

  /** The virtual routers that the node takes part in. */
  public List<RouterView> routersOf(NodeName name) {
    return routers.values().stream()
        .filter(router -> router.instances().containsKey(name))
        .toList();
  }

  /** Whether what is known of that node is what is so. */
  public boolean isConnected(NodeName name) {
    return node(name).stream().anyMatch(NodeView::isConnected);
  }

  /**
   * Whether what this image says of that node is what was so then: its uplink was up, or it has
   * told of that time since.
   */
  public boolean isKnown(NodeName name) {
    return node(name).stream()
        .anyMatch(node -> node.isConnected() || node.link().toldUntilNanos() > asOfNanos);
  }

  /**
   * This image, of what happened until that time, with what is known of it today: who has told of
   * that time since, and who never has.
   */
  public Fleet knownBy(Fleet today, long nanos) {
    var told = new TreeMap<>(nodes);
    told.replaceAll((name, node) ->
        today.node(name).stream()
            .findFirst()
            .map(later -> node.knownBy(later, nanos, today.asOfNanos()))
            .orElse(node));
    return new Fleet(asOfSeq, nanos, Collections.unmodifiableSortedMap(told), routers);
  }

  /** What the node's configuration says of the virtual router: one, or none. */
  public List<InstanceSettings> settingsOf(NodeName name, VirtualRouterId router) {
    return node(name).stream()
        .flatMap(node -> Stream.ofNullable(node.settings().get(router)))
        .toList();
  }
}
