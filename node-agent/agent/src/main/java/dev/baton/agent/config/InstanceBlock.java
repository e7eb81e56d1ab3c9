package dev.baton.agent.config;

import java.util.List;

/**
 * One {@code vrrp_instance} of the file, as its readers need it: each takes from it the settings
 * that are its own.
 *
 * @param surroundings what an instance falls back on, and where it stands
 * @param body all that stands in the block, for Baton's own settings
 */
record InstanceBlock(
    String name,
    Settings settings,
    Surroundings surroundings,
    List<Entry> body,
    Findings findings) {

  /**
   * What is around an instance.
   *
   * @param globals the settings of {@code global_defs}
   */
  record Surroundings(Settings globals, InterfaceMtus mtus) {}

  /** The settings of {@code global_defs}. */
  Settings globals() {
    return surroundings.globals();
  }

  /** How large packets may be. */
  InterfaceMtus mtus() {
    return surroundings.mtus();
  }

  /** Says why there will be no such instance; of one without a name it was said. */
  void leaveOut(Position position, String why) {
    if (!name.isEmpty()) {
      findings.error(position, title() + " is left out: " + why);
    }
  }

  /** As it is called in messages. */
  String title() {
    return "vrrp_instance " + (name.isEmpty() ? "without a name" : name);
  }
}
