package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceReadingTest {
  private static String namespace(ConfigReading reading) {
    return reading.config().globals().networkNamespace();
  }

  @Test
  void theNameStandsAtTheTop() {
    var reading = Readings.of("net_namespace blue\n");
    assertEquals("blue", namespace(reading));
    assertEquals(List.of(), reading.diagnostics());
    assertEquals("", namespace(Readings.of("")));
    assertNotEquals(reading.config().hash(), Readings.of("").config().hash());
    assertTrue(NodeDescription.lines(reading.config()).getLast().endsWith("namespace blue"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "/", ".", ".."})
  void whatIsNoNameIsReadOver(String given) {
    var reading = Readings.of("net_namespace " + given + "\n");
    assertEquals("", namespace(reading));
    assertTrue(
        Readings.diagnostics(reading)
            .startsWith("test.conf:1:1: warning: net_namespace is '" + given + "', allowed is "));
  }
}
