package dev.baton.agent.config;

import java.util.Map;

/** The kernel's scopes by iproute2's names for them. */
final class Scopes {
  static final int GLOBAL = 0;
  static final int LINK = 253;
  static final int HOST = 254;

  /** The rule in words. */
  static final String RULE = "global, site, link, host, nowhere or 0 to 255";

  private static final Range NUMBERS = new Range(0, 255);
  private static final Map<String, Integer> NAMES =
      Map.of("global", GLOBAL, "site", 200, "link", LINK, "host", HOST, "nowhere", 255);

  private Scopes() {}

  static boolean isScope(String text) {
    return NAMES.containsKey(text)
        || (Numbers.isInteger(text) && NUMBERS.contains(Integer.parseInt(text)));
  }

  /** The number of what {@link #isScope} has accepted. */
  static int of(String text) {
    Integer named = NAMES.get(text);
    return named == null ? Integer.parseInt(text) : named;
  }

  static String text(int scope) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue() == scope)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> Integer.toString(scope));
  }
}
