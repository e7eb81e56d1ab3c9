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
    if (family == Family.IPV4 && isVersion2() && wantsHeader()) {
      block.leaveOut(
          block.settings().at("authentication"),
          "not supported yet: auth_type AH (its peers send protocol 51 and would reject its"
              + " advertisements, and both sides would serve the addresses); leave this instance to"
              + " keepalived");
      return false;
    }
    return true;
  }

  private boolean isVersion2() {
    return block.settings().has("version")
        ? !block.settings().word("version", "").equals("3")
        : GlobalRules.version(block.globals()) != 3;
  }

  /** IPsec's authentication header, an IP protocol of its own. */
  private boolean wantsHeader() {
    return block.settings().all("authentication").stream()
        .flatMap(each -> each.statements().stream())
        .filter(each -> each.keyword().equals("auth_type"))
        .anyMatch(each -> each.words().stream().skip(1).anyMatch(w -> w.text().equals("AH")));
  }
}
