package dev.baton.agent.config;

/** Describes what strict mode makes of an instance. */
final class StrictDescription {
  private StrictDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    if (instance.protocol().manners().isStrict()) {
      said.line(
          "strict",
          "as keepalived's: no password, no preempt_delay, and no answer to lower priorities, as in"
              + " the standards before RFC 9568");
    }
  }
}
