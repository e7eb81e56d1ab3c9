package dev.baton.agent.config;

/**
 * Whether the peers of an instance can hear it as it would run. If not, both sides would serve the
 * addresses, so it is left out.
 */
final class PeerRules {
  private final InstanceBlock block;

  private PeerRules(InstanceBlock block) {
    this.block = block;
  }

  static boolean isHeard(InstanceBlock block) {
    return new PeerRules(block).isHeard();
  }

  private boolean isHeard() {
    boolean heard = true;
    if (block.settings().has("auth_hmac")) {
      block.leaveOut(block.settings().at("auth_hmac"), harm("auth_hmac", "its peers would reject"));
      heard = false;
    }
    return heard;
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
