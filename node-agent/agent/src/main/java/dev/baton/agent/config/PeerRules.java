package dev.baton.agent.config;

import dev.baton.events.Family;
import java.util.function.Predicate;

/**
 * Whether the peers of an instance can hear it as it would run. If not, both sides would serve the
 * addresses, so it is left out.
 */
final class PeerRules {
  /** What stands in a text for bytes that are none. */
  private static final char NO_UTF_8 = '\uFFFD';

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
    if (isVersion2() && says("auth_pass", word -> word.indexOf(NO_UTF_8) >= 0)) {
      block.leaveOut(
          block.settings().at("authentication"),
          "auth_pass has a byte that is no UTF-8, and its peers would reject another password:"
              + " write the file in UTF-8 on all of them, or take a password of ASCII");
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
    return says("auth_type", "AH"::equals);
  }

  private boolean says(String keyword, Predicate<String> what) {
    return block.settings().all("authentication").stream()
        .flatMap(each -> each.statements().stream())
        .filter(each -> each.keyword().equals(keyword))
        .anyMatch(each -> each.words().stream().skip(1).anyMatch(word -> what.test(word.text())));
  }
}
