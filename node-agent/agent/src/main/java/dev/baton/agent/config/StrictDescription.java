package dev.baton.agent.config;

/** Describes what strict mode makes of an instance. */
final class StrictDescription {
  private StrictDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    if (instance.protocol().manners().isStrict()) {
      said.line(
          "strict",
          "by the letter of the standard: no password, no preempt_delay, no answer to lower"
              + " priorities");
    }
  }
}
