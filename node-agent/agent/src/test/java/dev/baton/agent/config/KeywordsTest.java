package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Standing.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class KeywordsTest {
  static final List<String> TOP = List.copyOf(Keywords.TOP.all());
  static final List<String> GLOBAL = List.copyOf(Keywords.GLOBAL.all());
  static final List<String> INSTANCE = List.copyOf(Keywords.INSTANCE.all());
  static final List<String> ADDRESS = List.copyOf(Keywords.ADDRESS.all());

  @ParameterizedTest
  @FieldSource("TOP")
  void keywordsAtTheTopAreSaidWhatTheyAre(String keyword) {
    checkSentence(keyword, Keywords.TOP, Readings.of(keyword + " x {\n colour red\n}"));
  }

  @ParameterizedTest
  @FieldSource("GLOBAL")
  void keywordsOfGlobalDefsAreSaidWhatTheyAre(String keyword) {
    checkSentence(keyword, Keywords.GLOBAL, Readings.of("global_defs {\n" + keyword + " 1\n}"));
  }

  @ParameterizedTest
  @FieldSource("INSTANCE")
  void keywordsOfInstancesAreSaidWhatTheyAre(String keyword) {
    checkSentence(keyword, Keywords.INSTANCE, Readings.withLines(keyword + " 2"));
  }

  @ParameterizedTest
  @FieldSource("ADDRESS")
  void optionsOfAddressesAreSaidWhatTheyAre(String option) {
    ConfigReading reading =
        Readings.withLines("virtual_ipaddress {\n 192.0.2.9 " + option + " 1\n}");
    checkSentence(option, Keywords.ADDRESS, reading);
  }

  private static void checkSentence(String keyword, Keywords keywords, ConfigReading reading) {
    String all = Readings.diagnostics(reading);
    assertFalse(all.contains("unknown keyword '" + keyword + "'"), all);
    switch (keywords.standingOf(keyword)) {
      case Standing.Read read -> assertFalse(all.contains("not supported yet: " + keyword), all);
      case Standing.NotYet notYet ->
          assertTrue(all.contains("not supported yet: " + keyword + " (" + notYet.instead()), all);
      case Standing.Partly partly -> assertTrue(all.contains("warning: " + keyword), all);
      case Standing.NotManaged part -> assertTrue(all.contains("not managed: " + keyword), all);
      case Unknown unknown -> throw new AssertionError(keyword + " is listed and unknown");
    }
  }

  @Test
  void aMisspeltKeywordIsNamedWithWhatMayBeMeant() {
    assertEquals(new Unknown("priority"), Keywords.INSTANCE.standingOf("prioritty"));
    assertEquals(new Unknown(""), Keywords.INSTANCE.standingOf("colour"));
    assertEquals(
        "test.conf:5:1: warning: unknown keyword 'prioritty': keepalived has none of this name in"
            + " vrrp_instance, is 'priority' meant?; it is read over",
        Readings.diagnostics(Readings.withLines("prioritty 100")));
  }

  @Test
  void anUnknownBlockIsReadOverToItsEnd() {
    ConfigReading reading =
        Readings.withLines("colour {", " red {", "  priority 1", " }", "}", "priority 7");
    assertEquals(7, Readings.only(reading).priority().value());
    assertEquals(1, reading.diagnostics().size());
    assertTrue(Readings.diagnostics(reading).endsWith("; its block is read over"));
  }

  @Test
  void aVirtualServerIsOneWarningHoweverMuchIsInIt() {
    ConfigReading reading =
        Readings.of("virtual_server 192.0.2.1 80 {\n real_server 1.2.3.4 80 {\n weight 1\n}\n}");
    assertEquals(
        "test.conf:1:1: warning: not managed: virtual_server (left to keepalived or others: IPVS)",
        Readings.diagnostics(reading));
  }
}
