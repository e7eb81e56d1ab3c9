package dev.baton.agent.firewall;

/**
 * A rule or policy that is in the way.
 *
 * @param direction {@code in} or {@code out}
 * @param reason what drops what, and where
 * @param remedy what lets it pass: a command, or a line and the file that it belongs into
 */
public record Blockade(
    String interfaceName, String direction, Certainty certainty, String reason, String remedy) {
  /** How sure it is that packets are dropped. */
  public enum Certainty {
    /** A rule is of a kind that is not known here. */
    NOT_UNDERSTOOD("may drop"),
    /** A rule has conditions that cannot be judged from outside. */
    MAY_DROP("may drop"),
    /** None of them gets through. */
    DROPS("drops");

    private final String verb;

    Certainty(String verb) {
      this.verb = verb;
    }
  }

  static Blockade of(Passage passage, Certainty certainty, String where, String remedy) {
    return new Blockade(
        passage.interfaceName(),
        passage.direction().word(),
        certainty,
        "the firewall %s %s %s (%s)"
            .formatted(certainty.verb, passage.what(), passage.direction().phrase(), where),
        remedy);
  }

  @Override
  public String toString() {
    return interfaceName + ": " + reason + "; let it pass with: " + remedy;
  }
}
