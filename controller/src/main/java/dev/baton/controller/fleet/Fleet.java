package dev.baton.controller.fleet;

import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.ControllerEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.NotificationEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Recorded;
import dev.baton.events.TrackerEvent;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
    var advanced = new Fleet(recorded.seq(), recorded.recordedAtNanos(), nodes, routers);
    if (recorded.event() instanceof ControllerEvent event) {
      return advanced.onController(event, recorded.recordedAtNanos(), asOfNanos);
    }
    return isOfNode(recorded.event()) ? FleetFold.apply(advanced, recorded) : advanced;
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

  /** What the node's configuration says of the virtual router: one, or none. */
  public List<InstanceSettings> settingsOf(NodeName name, VirtualRouterId router) {
    return node(name).stream()
        .flatMap(node -> Stream.ofNullable(node.settings().get(router)))
        .toList();
  }

  private Fleet onController(ControllerEvent event, long atNanos, long beforeNanos) {
    return switch (event) {
      // A controller that was killed wrote no disconnection: with its end every uplink ended.
      case ControllerEvent.Started _ -> mapNodes(node -> silent(node, atNanos, beforeNanos));
      case ControllerEvent.NodeConnected connected ->
          with(nodeOrNew(connected.node()).connected(atNanos));
      case ControllerEvent.NodeDisconnected gone ->
          with(nodeOrNew(gone.node()).silent(atNanos, atNanos));
      case ControllerEvent.Alive _,
          ControllerEvent.IdentityConflict _,
          ControllerEvent.RequestRefused _ ->
          this;
    };
  }

  private static NodeView silent(NodeView node, long atNanos, long heardUntilNanos) {
    return node.isConnected() ? node.silent(atNanos, heardUntilNanos) : node;
  }

  NodeView nodeOrNew(NodeName name) {
    var found = nodes.get(name);
    return found == null ? NodeView.unheard(name) : found;
  }

  RouterView routerOrNew(VirtualRouterId id) {
    var found = routers.get(id);
    return found == null ? RouterView.unheard(id) : found;
  }

  Fleet with(NodeView node) {
    var more = new TreeMap<>(nodes);
    more.put(node.name(), node);
    return new Fleet(asOfSeq, asOfNanos, Collections.unmodifiableSortedMap(more), routers);
  }

  Fleet with(RouterView router) {
    var more = new TreeMap<>(routers);
    more.put(router.id(), router);
    return new Fleet(asOfSeq, asOfNanos, nodes, Collections.unmodifiableSortedMap(more));
  }

  private Fleet mapNodes(Function<NodeView, NodeView> change) {
    var changed = new TreeMap<>(nodes);
    changed.replaceAll((name, node) -> change.apply(node));
    return new Fleet(asOfSeq, asOfNanos, Collections.unmodifiableSortedMap(changed), routers);
  }

  /** The rest is the controller's own story: it is folded elsewhere, or says nothing of nodes. */
  private static boolean isOfNode(Event event) {
    return switch (event) {
      case InstanceEvent _, PeerEvent _, TrackerEvent _, ConfigEvent _, NodeEvent _ -> true;
      case NotificationEvent _ -> true;
      case DrainEvent.HoldPlaced _, DrainEvent.HoldLifted _ -> true;
      case CommandEvent.Applied _, CommandEvent.Refused _ -> true;
      case CommandEvent.Issued _, DrainEvent _, ControllerEvent _ -> false;
    };
  }
}
