package dev.baton.agent.config;

/**
 * An instance without addresses, {@code no_virtual_ipaddress}: it elects an Active, and what that
 * means is left to scripts, as where a cloud moves the address.
 */
final class ElectionOnly {
  static final String WORD = "no_virtual_ipaddress";

  private ElectionOnly() {}

  /** Whether an instance has the addresses that it needs, which may be none. */
  static boolean hasAddresses(InstanceBlock block, AddressPlan addresses) {
    boolean isBare = addresses.advertised().isEmpty();
    boolean isAsked = block.settings().flag(WORD, false);
    if (!isBare) {
      if (isAsked) {
        block
            .settings()
            .warn(WORD, WORD + " is not used, as there is a virtual_ipaddress: remove one of them");
      }
      return true;
    }
    if (isAsked && StrictMode.of(block).isOn()) {
      block.leaveOut(
          block.settings().at(WORD),
          WORD + " does not go with strict mode, whose routers discard such advertisements");
      return false;
    }
    if (!isAsked && !addresses.isRefused()) {
      block.leaveOut(
          block.settings().start(), "it has no virtual_ipaddress that can be used; add one");
    }
    return isAsked;
  }
}
