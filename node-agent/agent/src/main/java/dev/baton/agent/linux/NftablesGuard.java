package dev.baton.agent.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers how this process has made its tables, and finds those that somebody else changed. */
final class NftablesGuard {
  private final NftablesWitness witness;
  private final Map<NftablesTable, List<String>> made = new HashMap<>();

  NftablesGuard(NftablesWitness witness) {
    this.witness = witness;
  }

  /**
   * What is in a table that is as it was made.
   *
   * @param elements in hexadecimal digits, of each set that changes
   */
  record Content(List<String> chains, int ruleCount, Map<String, Set<String>> elements) {}

  /** A table was made a moment ago. */
  void remember(NftablesTable table, Content content) {
    var structure = witness.structure(table, content.chains());
    boolean isWhole = structure.size() == 2 + content.chains().size() + content.ruleCount();
    // Where somebody was faster than this look, the next one finds it.
    made.put(table, isWhole ? structure : List.of(witness.identity(table)));
  }

  /** Nothing is there any more that would be ours. */
  void forget() {
    made.clear();
  }

  /** Whether a table is still the one that was made. */
  boolean isOurs(NftablesTable table) {
    String identity = witness.identity(table);
    return !identity.isEmpty() && made.getOrDefault(table, List.of("")).getFirst().equals(identity);
  }

  /** Whether everything is as it was made. */
  boolean isWhole(NftablesTable table, Content content) {
    return witness.structure(table, content.chains()).equals(made.get(table))
        && content.elements().entrySet().stream()
            .allMatch(set -> witness.elements(table, set.getKey()).equals(set.getValue()));
  }
}
