package dev.baton.agent.config;

/** Describes an instance that speaks version 2 beside version 3. */
final class DualVersionDescription {
  private DualVersionDescription() {}

  static void describe(InstanceConfig instance, Description said) {
    if (!instance.protocol().manners().isDual()) {
      return;
    }
    said.line(
        "upgrade",
        "advertises in version 2, too, just as often, which says every %d s"
            .formatted(instance.protocol().version2Seconds()));
    said.line(
        "upgrade",
        "hears either version, and of a router that speaks both version 3; times out by what the"
            + " Active advertises");
  }
}
