package dev.baton.agent.config;

import java.util.List;

/**
 * One {@code vrrp_instance} of the file, as its readers need it: each takes from it the settings
 * that are its own.
 *
 * @param globals the settings of {@code global_defs}, that an instance falls back on
 * @param body all that stands in the block, for Baton's own settings
 */
record InstanceBlock(
    String name, Settings settings, Settings globals, List<Entry> body, Findings findings) {

  /** Says why there will be no such instance. */
  void leaveOut(Position position, String why) {
    findings.error(position, title() + " is left out: " + why);
  }

  /** As it is called in messages. */
  String title() {
    return "vrrp_instance " + (name.isEmpty() ? "without a name" : name);
  }
}
