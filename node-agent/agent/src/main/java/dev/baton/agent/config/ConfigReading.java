package dev.baton.agent.config;

import java.util.List;
import java.util.Map;

/**
 * What came of reading a configuration: what can be run, where each instance's block begins (by
 * instance name), and all that was noticed, in the order of the file. Positions are kept here and
 * not in the records, so that moving a block in its file does not look like changing it.
 *
 * @param resolved the text that was read, for whoever has to read the same
 */
public record ConfigReading(
    AgentConfig config,
    Map<String, Position> positions,
    List<Diagnostic> diagnostics,
    ResolvedText resolved) {
  /** Takes copies. */
  public ConfigReading {
    positions = Map.copyOf(positions);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether something was left out: an instance, or a file. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
