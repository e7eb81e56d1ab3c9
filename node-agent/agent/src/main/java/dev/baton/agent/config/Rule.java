package dev.baton.agent.config;

import dev.baton.events.Family;
import java.util.List;
import java.util.Locale;

/**
 * A rule that says which packets are routed how, with the kernel's numbers.
 *
 * @param preference the order in which rules are asked
 * @param isInverted whether it is for the packets that do not match
 * @param protocol who is told to have placed it
 */
public record Rule(
    Family family,
    long preference,
    boolean isInverted,
    RuleMatch match,
    Action action,
    int protocol,
    boolean tracked)
    implements Routing {

  /** What a rule does, by the kernel's FR_ACT_ numbers. */
  public enum Kind {
    /** A table is looked up. */
    TABLE(1),
    /** Another rule is next. */
    GOTO(2),
    /** The next rule is next. */
    NOP(3),
    /** The packet is dropped without a word. */
    BLACKHOLE(6),
    /** The packet is dropped, and the sender told that there is no way. */
    UNREACHABLE(7),
    /** The packet is dropped, and the sender told that it is forbidden. */
    PROHIBIT(8);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** The kernel's number. */
    public int number() {
      return number;
    }
  }

  /**
   * What is done with a packet that matches.
   *
   * @param table of TABLE; 0 for none, as where the interface's own is looked up
   * @param target of GOTO
   * @param suppressPrefixLength answers at most this long are none: none or one
   * @param suppressGroup answers through this group of interfaces are none: none or one
   */
  public record Action(
      Kind kind,
      long table,
      long target,
      int realms,
      List<Integer> suppressPrefixLength,
      List<Integer> suppressGroup) {
    /** Takes copies. */
    public Action {
      suppressPrefixLength = List.copyOf(suppressPrefixLength);
      suppressGroup = List.copyOf(suppressGroup);
    }

    private String text() {
      var text = new StringBuilder();
      switch (kind) {
        case TABLE -> text.append(table == 0 ? "" : " table " + table);
        case GOTO -> text.append(" goto ").append(target);
        case NOP, BLACKHOLE, UNREACHABLE, PROHIBIT ->
            text.append(' ').append(kind.name().toLowerCase(Locale.ROOT));
      }
      suppressPrefixLength.forEach(n -> text.append(" suppress_prefixlength ").append(n));
      suppressGroup.forEach(n -> text.append(" suppress_ifgroup ").append(n));
      return text + Realms.text(realms);
    }
  }

  /** Where the packets come in that it is for. */
  @Override
  public String interfaceName() {
    return match.in();
  }

  /** As {@code ip rule} writes it. */
  @Override
  public String toString() {
    return "preference "
        + preference
        + (family == Family.IPV6 ? " inet6" : "")
        + (isInverted ? " not" : "")
        + match
        + action.text()
        + (tracked ? "" : " no_track");
  }
}
