package dev.baton.agent.config;

import java.util.Locale;

/** How much of the configuration a diagnostic costs. */
public enum Severity {
  /** Everything is still used, some of it not as written. */
  WARNING,
  /** Something was left out: an instance, or a file. */
  ERROR;

  /** The word in front of the message. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
