package dev.baton.controller.api;

import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.codec.EventType;
import java.util.Set;

/** Which events somebody wants to see; empty sets and texts want all. */
record EventFilter(Set<String> types, String node, String router) {
  static final EventFilter ALL = new EventFilter(Set.of(), "", "");

  /** Keeps a copy. */
  EventFilter {
    types = Set.copyOf(types);
  }

  /** Reads a comma-separated list of types. */
  static Set<String> types(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(","));
  }

  boolean accepts(Recorded recorded) {
    return acceptsType(recorded) && acceptsNode(recorded) && acceptsRouter(recorded);
  }

  /** A type, or a whole family: {@code instance}. */
  private boolean acceptsType(Recorded recorded) {
    if (types.isEmpty()) {
      return true;
    }
    var type = EventType.of(recorded.event()).text();
    return types.contains(type) || types.contains(type.substring(0, type.indexOf('.')));
  }

  private boolean acceptsNode(Recorded recorded) {
    return node.isEmpty() || recorded.envelope().id().node().value().equals(node);
  }

  private boolean acceptsRouter(Recorded recorded) {
    return router.isEmpty()
        || (recorded.envelope().subject() instanceof Subject.Instance instance
            && instance.virtualRouter().text().equals(router));
  }
}
