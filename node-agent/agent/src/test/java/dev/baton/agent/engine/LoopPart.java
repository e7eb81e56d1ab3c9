package dev.baton.agent.engine;

import dev.baton.events.Family;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What one host's configuration says of one instance. */
record LoopPart(
    String name, Wire wire, Election election, List<InetAddress> vips, Tracking tracking) {
  static final int SCRIPT_WEIGHT = -20;
  static final int LINK_WEIGHT = -30;
  private static final long CENTISECOND_NANOS = 10_000_000L;

  /** What is to be seen on the wire. */
  record Wire(int vrid, Family family, int version, int centiseconds) {}

  /** Who is to win. */
  record Election(int priority, boolean preempts, int delaySeconds) {}

  /** What else decides. */
  enum Tracking {
    NOTHING(""),
    SCRIPT_FAULT("track_script {\nchk\n}\n"),
    SCRIPT_WEIGHT("track_script {\nextra\n}\n"),
    LINK_FAULT("track_interface {\neth1\n}\n"),
    LINK_WEIGHT("track_interface {\neth1 weight " + LoopPart.LINK_WEIGHT + "\n}\n");

    private final String text;

    Tracking(String text) {
      this.text = text;
    }
  }

  Subject.Instance subject() {
    return new Subject.Instance("segment", "eth0", wire.family(), new Vrid(wire.vrid()));
  }

  long intervalNanos() {
    return wire.centiseconds() * CENTISECOND_NANOS;
  }

  LoopPart withPriority(int priority) {
    var other = new Election(priority, election.preempts(), election.delaySeconds());
    return new LoopPart(name, wire, other, vips, tracking);
  }

  LoopPart withInterval(int centiseconds) {
    var other = new Wire(wire.vrid(), wire.family(), wire.version(), centiseconds);
    return new LoopPart(name, other, election, vips, tracking);
  }

  LoopPart withVips(List<InetAddress> others) {
    return new LoopPart(name, wire, election, others, tracking);
  }

  String text() {
    int length = wire.family() == Family.IPV4 ? 24 : 64;
    var addresses =
        vips.stream()
            .map(vip -> "    " + Addresses.text(vip) + "/" + length + "\n")
            .collect(Collectors.joining());
    String delay =
        election.delaySeconds() == 0 ? "" : "  preempt_delay " + election.delaySeconds() + "\n";
    return "vrrp_instance "
        + name
        + " {\n  state BACKUP\n  interface eth0\n"
        + "  virtual_router_id "
        + wire.vrid()
        + "\n"
        + "  version "
        + wire.version()
        + "\n"
        + "  priority "
        + election.priority()
        + "\n"
        + "  advert_int "
        + wire.centiseconds() / 100.0
        + "\n"
        + (election.preempts() ? delay : "  nopreempt\n")
        + tracking.text
        + "  virtual_ipaddress {\n"
        + addresses
        + "  }\n}\n";
  }
}
