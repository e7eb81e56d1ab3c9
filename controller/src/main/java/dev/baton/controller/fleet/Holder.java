package dev.baton.controller.fleet;

import dev.baton.events.NodeName;

/** Who has a virtual router's addresses. */
public sealed interface Holder {
  /** No node that is known. */
  Holder NOBODY = new Nobody();

  /** No node that is known. */
  record Nobody() implements Holder {}

  /** A node. */
  record Node(NodeName name) implements Holder {}
}
