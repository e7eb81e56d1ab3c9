package dev.baton.agent.config;

import java.util.List;

/**
 * The instances that are in fault while something static is not there.
 *
 * @param name empty for no group
 * @param members the names of instances
 */
public record TrackGroup(String name, List<String> members) {
  /** Nobody. */
  public static final TrackGroup NONE = new TrackGroup("", List.of());

  /** Takes a copy. */
  public TrackGroup {
    members = List.copyOf(members);
  }
}
