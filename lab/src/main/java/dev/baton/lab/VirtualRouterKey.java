package dev.baton.lab;

import dev.baton.events.Family;

/** A virtual router on the lab's one segment. */
public record VirtualRouterKey(Family family, int vrid) {
  @Override
  public String toString() {
    return family + " vrid " + vrid;
  }
}
