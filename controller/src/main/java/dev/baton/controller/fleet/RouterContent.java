package dev.baton.controller.fleet;

import dev.baton.events.NodeName;
import java.util.Map;

/** What can be asked of a virtual router in an image, and while events are folded into it. */
interface RouterContent {
  /** The instances of all nodes that take part. */
  Map<NodeName, InstanceView> instances();

  /** What became of them. */
  History history();
}
