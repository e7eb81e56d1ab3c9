package dev.baton.controller.fleet;

import dev.baton.events.EventId;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import java.util.List;

/** One node's part in a virtual router; current only while the node is connected. */
public record InstanceView(
    NodeName node,
    Subject.Instance subject,
    Latest<Standing> standingSaid,
    Latest<List<String>> faultsSaid,
    Latest<Priority> prioritySaid,
    Latest<String> sourceSaid,
    Latest<String> heardSaid) {

  static InstanceView unheard(NodeName node, Subject.Instance subject) {
    return new InstanceView(
        node,
        subject,
        Latest.unknown(Standing.NEVER_SAID),
        Latest.unknown(List.of()),
        Latest.unknown(Priority.RESIGN),
        Latest.unknown(""),
        Latest.unknown(""));
  }

  /** Its state and how it came to it. */
  public Standing standing() {
    return standingSaid.value();
  }

  /** What is wrong, sorted by name; nothing where it is not in Fault. */
  public List<String> faults() {
    return isIn(InstanceState.FAULT) ? faultsSaid.value() : List.of();
  }

  /** The event that it came to its state by; nothing while it said nothing. */
  public List<EventId> lastTransition() {
    var at = standingSaid.at();
    return at.nodeSeq() == 0 ? List.of() : List.of(new EventId(node, at.logId(), at.nodeSeq()));
  }

  /** The priority that it takes part with; 0 while it never said. */
  public Priority effectivePriority() {
    return prioritySaid.value();
  }

  /** The address that it advertises from, empty while it never said. */
  public String source() {
    return sourceSaid.value();
  }

  /** The address of the Active that it last began to hear, empty while it heard none. */
  public String heard() {
    return heardSaid.value();
  }

  /** Whether this is its last known state. */
  public boolean isIn(InstanceState state) {
    return standing().state() == state;
  }

  InstanceView with(Latest<Standing> standing) {
    return new InstanceView(
        node, subject, standing, faultsSaid, prioritySaid, sourceSaid, heardSaid);
  }
}
