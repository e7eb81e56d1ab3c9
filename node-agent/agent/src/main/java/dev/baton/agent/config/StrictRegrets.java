package dev.baton.agent.config;

import dev.baton.events.Family;
import java.util.List;

/** Regrets about strict mode. */
final class StrictRegrets {
  private StrictRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (!instance.protocol().manners().isStrict()) {
      return;
    }
    if (!instance.accepts()) {
      String remedy =
          instance.version() == 3
              ? "write accept, or strict_mode off"
              : "write strict_mode off, or version 3 and accept";
      regrets.add(
          "in strict mode nobody can ping the addresses or connect to them, they only route"
              + " (no_accept): to serve something on them, "
              + remedy);
    }
    if (instance.version() == 3
        && instance.family() == Family.IPV4
        && instance.protocol().manners().checksum() == Checksum.MESSAGE_ONLY) {
      regrets.add(
          "keepalived 2.2 and FRR reject the checksum of RFC 9568, which strict mode sends, and"
              + " would be Active, too: beside them write v3_checksum_as_v2 off");
    }
  }
}
