package dev.baton.agent.config;

import dev.baton.events.Family;

/**
 * Whether the peers of an instance can hear it as it would run. If not, both sides would serve the
 * addresses, so it is left out.
 */
final class PeerRules {
  private final InstanceBlock block;

  private PeerRules(InstanceBlock block) {
    this.block = block;
  }

  static boolean isHeard(InstanceBlock block, Family family) {
    return new PeerRules(block).isHeard(family);
  }

  private boolean isHeard(Family family) {
    boolean heard = true;
    if (block.settings().all("unicast_peer").stream()
        .anyMatch(peers -> !peers.statements().isEmpty())) {
      block.leaveOut(
          block.settings().at("unicast_peer"), harm("unicast_peer", "its peers would not hear"));
      heard = false;
    }
    if (block.settings().has("auth_hmac")) {
      block.leaveOut(block.settings().at("auth_hmac"), harm("auth_hmac", "its peers would reject"));
      heard = false;
    }
    String group =
        block.settings().word("mcast_dst_ip", GlobalRules.group(block.globals(), family));
    if (!group.equals(GlobalRules.standardGroup(family))) {
      Position position =
          block.settings().has("mcast_dst_ip")
              ? block.settings().at("mcast_dst_ip")
              : groupAt(family);
      String word = "the multicast group '" + group + "'";
      block.leaveOut(position, harm(word, "its peers would not hear"));
      heard = false;
    }
    return heard;
  }

  private Position groupAt(Family family) {
    return switch (family) {
      case IPV4 -> block.globals().at("vrrp_mcast_group4");
      case IPV6 -> block.globals().at("vrrp_mcast_group6");
    };
  }

  private static String harm(String word, String peers) {
    return "not supported yet: "
        + word
        + " ("
        + peers
        + " its advertisements, and both sides would serve the addresses); leave this instance to"
        + " keepalived";
  }
}
