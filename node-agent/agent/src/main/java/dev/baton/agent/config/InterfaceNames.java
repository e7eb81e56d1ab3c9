package dev.baton.agent.config;

import java.util.regex.Pattern;

/**
 * What the kernel takes for a name of an interface, but for the dollar sign: a name with one is a
 * placeholder that nobody has filled in.
 */
final class InterfaceNames {
  /** The rule in words. */
  static final String RULE =
      "an interface name of 1 to 15 characters without '/', ':', '$' or spaces";

  private static final Pattern NAME = Pattern.compile("[^\\s/:$\\p{Cntrl}]{1,15}");

  private InterfaceNames() {}

  static boolean isValid(String name) {
    return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
