package dev.baton.agent.config;

/** Reads whether the other addresses of a prefix stay when one of them goes. */
final class SecondaryReader {
  private static final String WORD = "promote_secondaries";

  private SecondaryReader() {}

  /** Whether the instance's interface has to be told; one of its own always is. */
  static boolean read(InstanceBlock block) {
    if (!block.settings().has(WORD)) {
      return false;
    }
    if (!block.settings().all(WORD).getLast().arguments().isEmpty()) {
      block
          .settings()
          .warn(WORD, WORD + " takes no value; what follows it is read over: remove it");
    }
    return !block.settings().word("interface", "").isEmpty() && !block.settings().has("use_vmac");
  }
}
