package dev.baton.agent.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What instances get that say nothing themselves, for those who look at a dump. No engine asks for
 * it: each instance has what came of it.
 *
 * @param announcements those of IPv4; of IPv6 only the gap is another
 * @param neighborGapNanos the least time between two neighbour advertisements on one interface
 * @param groups the multicast groups, that of IPv4 first
 * @param staticInterface where static addresses and routes are that name no interface
 * @param switches those that are on
 */
public record GlobalDefaults(
    int version,
    int downTimerAdverts,
    Announcements announcements,
    long neighborGapNanos,
    List<InetAddress> groups,
    String staticInterface,
    Set<Switch> switches) {

  /** What can be on or off for all. */
  public enum Switch {
    /** Instances may stand on interfaces that are not there yet. */
    DYNAMIC_INTERFACES("dynamic_interfaces"),
    /** A losing advert is not answered. */
    LOWER_GETS_NO_ADVERT("vrrp_lower_prio_no_advert"),
    /** A winning advert is answered once. */
    HIGHER_GETS_ADVERT("vrrp_higher_prio_send_advert"),
    /** Unicast instances listen to their peers only. */
    CHECKS_UNICAST_SOURCE("vrrp_check_unicast_src"),
    /** Address lists are looked at once for each Active. */
    SKIPS_ADDRESS_CHECK("vrrp_skip_check_adv_addr"),
    /** Instances keep to the standard. */
    STRICT("vrrp_strict"),
    /** Programs that others may write are not run as root. */
    SCRIPT_SECURITY("enable_script_security");

    private final String word;

    Switch(String word) {
      this.word = word;
    }

    /** As the configuration writes it. */
    String word() {
      return word;
    }
  }

  /** Without any word about them. */
  public static final GlobalDefaults USUAL = GlobalDefaultsReader.usual();

  /** Takes copies. */
  public GlobalDefaults {
    groups = List.copyOf(groups);
    switches = Set.copyOf(switches);
  }
}
