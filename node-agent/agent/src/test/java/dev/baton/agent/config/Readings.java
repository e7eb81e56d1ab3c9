package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Short ways to read a configuration in a test. */
final class Readings {
  static final String FILE = "test.conf";

  private Readings() {}

  static ConfigReading of(String text) {
    return KeepalivedConf.parse(FILE, text);
  }

  /** An instance that is fine, with these further lines in it. */
  static ConfigReading withLines(String... lines) {
    return of(
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        %s
        }
        """
            .formatted(String.join("\n", lines)));
  }

  /** The only instance of a configuration about which there is nothing to say. */
  static InstanceConfig fine(String... lines) {
    ConfigReading reading = withLines(lines);
    assertEquals(List.of(), reading.diagnostics());
    return only(reading);
  }

  static InstanceConfig only(ConfigReading reading) {
    assertEquals(1, reading.config().instances().size(), reading.diagnostics()::toString);
    return reading.config().instances().getFirst();
  }

  /** All diagnostics, one a line, as they are printed. */
  static String diagnostics(ConfigReading reading) {
    return String.join("\n", reading.diagnostics().stream().map(Diagnostic::toString).toList());
  }
}
