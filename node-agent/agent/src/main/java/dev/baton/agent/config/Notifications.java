package dev.baton.agent.config;

import java.util.List;
import java.util.Map;

/**
 * Who and what is told of changes. No part of an instance: another script is no reason for an
 * engine to look at it.
 *
 * @param instances by the instance's name
 * @param groups the sync groups
 * @param mail how mail is sent: one way or none
 */
public record Notifications(
    Map<String, Hooks> instances, List<GroupHooks> groups, Streams streams, List<MailAlerts> mail) {
  /** Nobody is told anything. */
  public static final Notifications NONE =
      new Notifications(Map.of(), List.of(), new Streams(List.of(), false), List.of());

  /**
   * FIFOs.
   *
   * @param repeatOnReload whether a reload has all states written again
   */
  public record Streams(List<NoticeFifo> fifos, boolean repeatOnReload) {
    /** Keeps a copy. */
    public Streams {
      fifos = List.copyOf(fifos);
    }
  }

  /** What a sync group has to be run. */
  public record GroupHooks(String name, List<String> members, Hooks hooks) {
    /** Keeps a copy. */
    public GroupHooks {
      members = List.copyOf(members);
    }
  }

  /** Keeps copies. */
  public Notifications {
    instances = Map.copyOf(instances);
    groups = List.copyOf(groups);
    mail = List.copyOf(mail);
  }

  /** The hooks of an instance. */
  public Hooks of(String instance) {
    return instances.getOrDefault(instance, Hooks.NONE);
  }

  /** The hooks of a sync group. */
  public Hooks ofGroup(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .map(GroupHooks::hooks)
        .findFirst()
        .orElse(Hooks.NONE);
  }
}
