package dev.baton.agent.config;

import java.nio.charset.StandardCharsets;

/** Reads {@code nftables} and the words that go with it. */
final class FirewallTablesReader {
  static final String WORDS = "nftables nftables_priority nftables_counters nftables_ifindex";

  /** What the kernel takes, without the zero byte at the end. */
  private static final int LONGEST_NAME_BYTES = 255;

  private static final String KEEPALIVEDS_NAME = "keepalived";

  private FirewallTablesReader() {}

  static FirewallTables read(Settings globals) {
    return new FirewallTables(
        name(globals),
        priority(globals),
        globals.flag("nftables_counters", false),
        globals.has("nftables_ifindex"));
  }

  /** Any number of 32 bits, as the kernel and keepalived have it. */
  private static int priority(Settings globals) {
    int usual = FirewallTables.USUAL.priority();
    String given = globals.word("nftables_priority", Integer.toString(usual));
    try {
      return Integer.parseInt(given);
    } catch (NumberFormatException e) {
      globals.warn(
          "nftables_priority",
          "nftables_priority is '%s', allowed is %d to %d; %d is used instead: correct it"
              .formatted(given, Integer.MIN_VALUE, Integer.MAX_VALUE, usual));
      return usual;
    }
  }

  private static String name(Settings globals) {
    if (!globals.has("nftables")) {
      return FirewallTables.USUAL.name();
    }
    if (globals.all("nftables").getLast().arguments().isEmpty()) {
      return KEEPALIVEDS_NAME;
    }
    String given = globals.word("nftables", KEEPALIVEDS_NAME);
    int bytes = given.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME_BYTES) {
      globals.warn(
          "nftables",
          "nftables has a name of %d bytes, allowed are %d; '%s' is used instead: shorten it"
              .formatted(bytes, LONGEST_NAME_BYTES, KEEPALIVEDS_NAME));
      return KEEPALIVEDS_NAME;
    }
    return given;
  }
}
