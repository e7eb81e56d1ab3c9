package dev.baton.agent.config;

import java.util.Map;

/** Reads what the node waits for. */
final class DelaysReader {
  static final String STARTUP = "vrrp_startup_delay";
  static final String AFTER_BOOT = "vrrp_delay_after_boot";

  /** keepalived counts microseconds in 32 bits. */
  private static final Range SECONDS = new Range(0, 4294);

  private DelaysReader() {}

  static Delays read(Settings globals) {
    return new Delays(
        globals.nanos(STARTUP, SECONDS, 0), globals.nanos(AFTER_BOOT, SECONDS, 0), Map.of());
  }
}
