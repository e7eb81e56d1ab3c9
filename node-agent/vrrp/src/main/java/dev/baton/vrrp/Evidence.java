package dev.baton.vrrp;

import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;

/** The facts behind a transition, by name. */
final class Evidence {
  private final Map<String, String> facts = new TreeMap<>();

  private Evidence() {}

  /** What is known in every state. */
  static Evidence of(Situation situation) {
    var evidence = new Evidence();
    if (situation.held()) {
      evidence.with("held", true);
    }
    return evidence;
  }

  Evidence with(Map<String, String> others) {
    facts.putAll(others);
    return this;
  }

  /** Which member of the sync group moved first, and why. */
  Evidence with(SyncGroup.Trigger trigger) {
    return with(trigger.evidence()).with("memberCause", trigger.cause());
  }

  Evidence with(String name, Object fact) {
    facts.put(name, fact.toString());
    return this;
  }

  /** Which router was heard last, with which priority, and how long ago. */
  Evidence heard(Heard heard, long nowNanos) {
    return switch (heard) {
      case Heard.Nobody nobody -> this;
      case Heard.Router router ->
          with("peer", router.address())
              .with("peerPriority", router.priority())
              .with("peerHeardNanosAgo", nowNanos - router.atNanos());
    };
  }

  private Evidence with(String name, InetAddress address) {
    return with(name, Addresses.text(address));
  }

  Map<String, String> facts() {
    return facts;
  }
}
