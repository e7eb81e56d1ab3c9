package dev.baton.agent.firewall;

import java.util.List;

/**
 * What was found.
 *
 * @param problems why rules could not be read, and what to do about it
 */
public record Inspection(List<Blockade> blockades, List<String> problems) {
  /** Takes copies. */
  public Inspection {
    blockades = List.copyOf(blockades);
    problems = List.copyOf(problems);
  }
}
