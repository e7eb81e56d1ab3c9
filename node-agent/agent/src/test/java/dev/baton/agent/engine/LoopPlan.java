package dev.baton.agent.engine;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.events.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/** What one host's configuration says. */
record LoopPlan(List<LoopPart> parts, List<Group> groups) {
  private static final String SCRIPTS =
      "vrrp_script chk {\n  script /bin/true\n}\n"
          + "vrrp_script extra {\n  script /bin/true\n  weight "
          + LoopPart.SCRIPT_WEIGHT
          + "\n}\n";

  /** Instances that move together. */
  record Group(String name, List<String> members) {}

  LoopPlan {
    parts = List.copyOf(parts);
    groups = List.copyOf(groups);
  }

  /** The same with some parts changed. */
  LoopPlan with(UnaryOperator<LoopPart> change) {
    return new LoopPlan(parts.stream().map(change).toList(), groups);
  }

  /** The same without an instance, which is in no group. */
  LoopPlan without(String name) {
    return new LoopPlan(parts.stream().filter(p -> !p.name().equals(name)).toList(), groups);
  }

  boolean isGrouped(LoopPart part) {
    return groups.stream().anyMatch(group -> group.members().contains(part.name()));
  }

  /** The part of that name; none or one. */
  List<LoopPart> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).toList();
  }

  String text() {
    var text = new StringBuilder(SCRIPTS);
    for (var group : groups) {
      text.append("vrrp_sync_group ").append(group.name()).append(" {\n  group {\n");
      group.members().forEach(name -> text.append("    ").append(name).append('\n'));
      text.append("  }\n}\n");
    }
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /** As the engine is given it, read by the real reader. */
  Cast cast(long firstElectionNanos) {
    var parsed = KeepalivedConf.parse("loop.conf", text());
    if (parsed.config().instances().size() != parts.size()) {
      throw new IllegalStateException(parsed + " of\n" + text());
    }
    var subjects = new HashMap<String, Subject.Instance>();
    parts.forEach(part -> subjects.put(part.name(), part.subject()));
    return new Cast(parsed.config(), subjects, firstElectionNanos);
  }
}
