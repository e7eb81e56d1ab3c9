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
    boolean isStrict = StrictMode.of(block).isOn();
    if (isAsked && isStrict) {
      block.leaveOut(
          block.settings().at(WORD),
          WORD + " does not go with strict mode, whose routers discard such advertisements");
      return false;
    }
    if (!isAsked && !addresses.isRefused()) {
      boolean isMistaken =
          block.settings().all("virtual_ipaddress").stream()
              .anyMatch(given -> !given.statements().isEmpty());
      boolean isNeeded = isStrict || !ProtocolReader.isVersion2(block, addresses.family());
      if (isNeeded || isMistaken) {
        leaveOut(block, isStrict ? "" : ", or say no_virtual_ipaddress");
        return false;
      }
      remark(block);
      return true;
    }
    return isAsked;
  }

  private static void leaveOut(InstanceBlock block, String otherwise) {
    block.leaveOut(
        block.settings().start(),
        "it has no virtual_ipaddress that can be used; add one" + otherwise);
  }

  /** keepalived runs such an instance in version 2, and says that an address were sensible. */
  private static void remark(InstanceBlock block) {
    if (block.name().isEmpty()) {
      return;
    }
    block
        .findings()
        .remark(
            block.settings().start(),
            block.title()
                + " has no virtual_ipaddress; as with keepalived that alone does not leave it out:"
                + " add one, or say no_virtual_ipaddress if none is meant");
  }
}
