package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.NodeScripts.Limited;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeScriptsReadingTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static ConfigReading reading(String... lines) {
    return Readings.of("global_defs {\n" + String.join("\n", lines) + "\n}\n");
  }

  private static NodeScripts scripts(ConfigReading reading) {
    return reading.config().globals().scripts();
  }

  private static Limited limited(String text, ScriptUser user, int seconds) {
    return new Limited(new ScriptCommand(text, user, false), seconds * SECOND_NANOS);
  }

  @Test
  void eachHasTenSecondsUnlessTheFileSaysOtherwise() {
    var reading =
        reading(
            "startup_script \"/bin/up a\"",
            "shutdown_script /bin/down daemon bin",
            "shutdown_script_timeout 1000");
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        new NodeScripts(
            List.of(limited("/bin/up a", ScriptUser.UNSAID, 10)),
            List.of(limited("/bin/down", new ScriptUser("daemon", "bin", false), 1000))),
        scripts(reading));
    assertEquals(NodeScripts.NONE, scripts(reading()));
  }

  @Test
  void aTimeIsOneToAThousandSeconds() {
    for (String wrong : List.of("0", "1001", "1.5", "ten", "-1")) {
      var reading = reading("startup_script /bin/up", "startup_script_timeout " + wrong);
      var said = Readings.diagnostics(reading);
      assertTrue(said.contains("allowed is 1 to 1000; 10 is used instead"), said);
      assertEquals(10 * SECOND_NANOS, scripts(reading).startup().getFirst().limitNanos());
    }
  }

  @Test
  void theFirstOfTwoCounts() {
    var reading = reading("startup_script /bin/one", "startup_script /bin/two");
    assertEquals("/bin/one", scripts(reading).startup().getFirst().command().text());
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("test.conf:3:1: warning: startup_script is given already"), said);
  }

  @Test
  void whatIsLeftOutIsSaid() {
    var reading = reading("startup_script", "shutdown_script_timeout 5");
    assertEquals(NodeScripts.NONE, scripts(reading));
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("startup_script names no program"), said);
    assertTrue(said.contains("there is no shutdown_script"), said);
  }

  @Test
  void theyAreDescribedAndPartOfTheHash() {
    var reading = reading("startup_script /bin/up nobody", "shutdown_script /bin/down");
    assertEquals(
        List.of(
            "the node",
            "  runs        '/bin/up' as nobody for 10 s at most before all begins",
            "              '/bin/down' for 10 s at most after all has ended"),
        NodeDescription.lines(reading.config()));
    assertNotEquals(reading().config().hash(), reading.config().hash());
  }
}
