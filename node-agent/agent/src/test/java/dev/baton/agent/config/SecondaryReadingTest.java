package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondaryReadingTest {
  private static final String WORD = "promote_secondaries";

  @Test
  void theInterfaceOfTheInstanceIsTold() {
    var instance = Readings.fine(WORD);
    assertTrue(instance.service().promotesSecondaries());
    var said = InstanceDescription.lines(instance, Hooks.NONE, Map.of()).toString();
    assertTrue(said.contains("them on eth0, where the others of a prefix stay"), said);
    assertFalse(Readings.fine().service().promotesSecondaries());
  }

  @Test
  void aVirtualInterfaceHasTheSettingAnyway() {
    assertFalse(Readings.fine(WORD, "use_vmac").service().promotesSecondaries());
    assertTrue(Readings.fine(WORD, "use_vmac_addr").service().promotesSecondaries());
  }

  @Test
  void aValueIsReadOver() {
    var reading = Readings.withLines(WORD + " off");
    assertTrue(Readings.only(reading).service().promotesSecondaries());
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("test.conf:5:1: warning: promote_secondaries takes no value"), said);
  }

  @Test
  void itIsPartOfTheHash() {
    var without = Readings.withLines().config().hash();
    assertNotEquals(without, Readings.withLines(WORD).config().hash());
    assertEquals(without, Readings.withLines("").config().hash());
  }
}
