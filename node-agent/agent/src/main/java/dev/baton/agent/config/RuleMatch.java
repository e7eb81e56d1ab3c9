package dev.baton.agent.config;

import java.util.List;

/**
 * Which packets a rule is for; what is not given matches all.
 *
 * @param from none or one
 * @param to none or one
 * @param in where it came in, empty for any
 * @param out where it is to go out, empty for any
 * @param mark none or one
 * @param l3mdev whether the interface belongs to a VRF, whose table is then looked up
 * @param ipProtocol 0 for any
 */
public record RuleMatch(
    List<Prefix> from,
    List<Prefix> to,
    String in,
    String out,
    int tos,
    List<Mark> mark,
    boolean l3mdev,
    int ipProtocol,
    Ranges ranges) {

  /** A firewall mark. */
  public record Mark(int value, int mask) {}

  /** From one number to another, both included. */
  public record Span(long first, long last) {
    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /**
   * What a rule takes a range of; each none or one.
   *
   * @param users of the sockets that packets come from
   */
  public record Ranges(List<Span> users, List<Span> sourcePorts, List<Span> destinationPorts) {
    /** Takes copies. */
    public Ranges {
      users = List.copyOf(users);
      sourcePorts = List.copyOf(sourcePorts);
      destinationPorts = List.copyOf(destinationPorts);
    }
  }

  /** Takes copies. */
  public RuleMatch {
    from = List.copyOf(from);
    to = List.copyOf(to);
    mark = List.copyOf(mark);
  }

  /** As {@code ip rule} writes it, each with a space in front. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append(" from ").append(from.isEmpty() ? "all" : from.getFirst().toString());
    to.forEach(prefix -> text.append(" to ").append(prefix));
    text.append(in.isEmpty() ? "" : " iif " + in).append(out.isEmpty() ? "" : " oif " + out);
    text.append(tos == 0 ? "" : " tos 0x%02x".formatted(tos));
    mark.forEach(m -> text.append(" fwmark 0x%x/0x%x".formatted(m.value(), m.mask())));
    text.append(l3mdev ? " l3mdev" : "");
    text.append(ipProtocol == 0 ? "" : " ipproto " + ipProtocol);
    ranges.users().forEach(span -> text.append(" uidrange ").append(span));
    ranges.sourcePorts().forEach(span -> text.append(" sport ").append(span));
    ranges.destinationPorts().forEach(span -> text.append(" dport ").append(span));
    return text.toString();
  }
}
