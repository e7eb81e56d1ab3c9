package dev.baton.agent.engine;

import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends advertisements, and tells when the kernel begins to refuse them on an interface, refuses
 * them for another reason, or takes them again: each change once.
 */
final class Outbox {
  private static final String OUT = "out";

  private final AdvertisementChannel channel;
  private final LinkMonitor links;
  private final EngineEvents events;

  /** Why an interface takes none; empty for one that has refused none since it was last sent on. */
  private final Map<String, String> refusals = new HashMap<>();

  private final Map<String, String> reported = new HashMap<>();
  private long refusedCount;

  Outbox(AdvertisementChannel channel, LinkMonitor links, EngineEvents events) {
    this.channel = channel;
    this.links = links;
    this.events = events;
  }

  /** Queues one. */
  void send(AdvertPath path, int hopLimit, ByteBuffer message) {
    channel.send(path, hopLimit, message);
    if (!reported.isEmpty() && reported.containsKey(path.interfaceName())) {
      refusals.put(path.interfaceName(), "");
    }
  }

  /** Hands what is queued to the kernel. */
  void flush() {
    channel.flush(this::refused);
    if (!refusals.isEmpty()) {
      refusals.forEach(this::report);
      refusals.clear();
    }
  }

  /** How many advertisements the kernel did not take. */
  long refusedCount() {
    return refusedCount;
  }

  private void refused(AdvertPath path, String reason) {
    refusedCount++;
    // What has no interface is blocked by nobody; the instances say that it is missing.
    if (links.interfaceState(path.interfaceName()) instanceof InterfaceState.Absent) {
      return;
    }
    refusals.put(path.interfaceName(), reason);
  }

  private void report(String interfaceName, String reason) {
    String before = reported.getOrDefault(interfaceName, "");
    if (before.equals(reason)) {
      return;
    }
    events.report(Subject.NODE, new NodeEvent.AdvertsBlocked(interfaceName, OUT, reason, ""));
    if (reason.isEmpty()) {
      reported.remove(interfaceName);
    } else {
      reported.put(interfaceName, reason);
    }
  }
}
