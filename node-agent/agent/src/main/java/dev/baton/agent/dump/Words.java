package dev.baton.agent.dump;

import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.vrrp.Addresses;
import java.util.stream.Collectors;

/** How keepalived writes what is in its dumps. */
final class Words {
  private Words() {}

  static String address(VirtualAddress address, boolean isSet) {
    boolean isHost = address.prefixLength() == address.address().getAddress().length * 8;
    return Addresses.text(address.address())
        + (isHost ? "" : "/" + address.prefixLength())
        + " dev "
        + address.interfaceName()
        + " scope "
        + scope(address.options().scope())
        + (address.label().isEmpty() ? "" : " label " + address.label())
        + (isSet ? " set" : "");
  }

  private static String scope(int scope) {
    return switch (scope) {
      case 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      default -> Integer.toString(scope);
    };
  }

  static String script(ScriptCommand script) {
    return script.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }
}
