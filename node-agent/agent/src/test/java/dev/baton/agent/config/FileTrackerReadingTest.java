package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.TrackerDefinition.InitialValue;
import dev.baton.agent.config.TrackerDefinition.NumberFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTrackerReadingTest {
  private static final String CONFIG =
      """
      %s f {
      file "/run/f"
      %s
      }
      vrrp_instance A {
      interface eth0
      virtual_router_id 1
      virtual_ipaddress { 192.0.2.1/24 }
      %s {
      f %s
      }
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"track_file", "vrrp_track_file"})
  void aFileHasKeepalivedsDefaultsUnderBothNames(String keyword) {
    var reading = Readings.of(CONFIG.formatted(keyword, "", "track_file", ""));
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        List.of(new NumberFile("f", "/run/f", new InitialValue.None())),
        reading.config().trackers());
    assertEquals(
        List.of(new Tracked(TrackerKind.FILE, "f", 1, false)), Readings.only(reading).trackers());
  }

  @ParameterizedTest
  @CsvSource({
    "weight 254, '', 254, false",
    "weight -254 reverse, '', -254, true",
    "weight 5 reverse, weight 5 noreverse, 5, false",
    "weight 5 reverse, weight 0, 0, true",
    "'', weight -254 reverse, -254, true",
  })
  void weightsAreReadInBothPlaces(String defined, String used, int weight, boolean reverse) {
    var reading = with(defined, used);
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        List.of(new Tracked(TrackerKind.FILE, "f", weight, reverse)),
        Readings.only(reading).trackers());
  }

  @Test
  void aFileMayBeInitialised() {
    assertEquals(new InitialValue.WhereMissing(0), initial("init_file"));
    assertEquals(new InitialValue.WhereMissing(-4), initial("init_file -4"));
    assertEquals(new InitialValue.Always(0), initial("init_file overwrite"));
    assertEquals(new InitialValue.Always(7), initial("init_file 7 overwrite"));
  }

  private static InitialValue initial(String line) {
    var reading = with(line, "");
    assertEquals("", Readings.diagnostics(reading));
    return ((NumberFile) reading.config().trackers().getFirst()).initialValue();
  }

  @ParameterizedTest
  @CsvSource({
    "weight 3000000000, 3, weight is '3000000000'",
    "weight -2147483648, 3, weight is '-2147483648'",
    "weight five, 3, weight is 'five'",
    "init_file seven, 3, init_file is 'seven'",
    "colour red, 3, unknown keyword 'colour'",
  })
  void whatIsWrongInADefinitionIsSaidWhereItStands(String line, int at, String said) {
    var only = Readings.diagnostics(with(line, ""));
    assertTrue(only.startsWith("test.conf:" + at + ":"), only);
    assertTrue(only.contains(said), only);
  }

  @ParameterizedTest
  @CsvSource({
    "99999, false",
    "255, false",
    "-255, false",
    "2147483647, false",
    "-99999 reverse, true",
  })
  void aWeightThatOnlyTheManualAllowsIsTheOneThatKeepalivedRunsWith(String given, boolean reverse) {
    var reading = with("weight " + given, "");
    String number = given.split(" ", 2)[0];
    assertEquals(
        "test.conf:3:1: warning: weight is '%s', allowed is -254 to 254; 1 is used instead, as"
                .formatted(number)
            + " keepalived 2.2.7 does although its manual allows more: correct it",
        Readings.diagnostics(reading));
    assertEquals(
        List.of(new Tracked(TrackerKind.FILE, "f", 1, reverse)), Readings.only(reading).trackers());
  }

  @ParameterizedTest
  @CsvSource({
    "weight 3, weight 300 reverse, 3, true",
    "weight 300, weight 255, 1, false",
    "weight 254, weight -255, 254, false",
  })
  void whatAnInstanceGivesTooMuchIsTheWeightOfTheDefinition(
      String defined, String used, int weight, boolean reverse) {
    var reading = with(defined, used);
    String said = Readings.diagnostics(reading);
    assertTrue(
        said.endsWith("allowed is -254 to 254; " + weight + " is used instead: correct it"), said);
    assertEquals(
        List.of(new Tracked(TrackerKind.FILE, "f", weight, reverse)),
        Readings.only(reading).trackers());
  }

  @Test
  void aDefinitionWithoutAFileIsLeftOut() {
    var reading =
        Readings.of(
            "track_file g {\nweight 3\n}\n" + CONFIG.formatted("track_file", "", "track_file", ""));
    assertEquals(
        "test.conf:1:1: warning: track_file g is left out: it has no file; give one",
        Readings.diagnostics(reading));
  }

  private static ConfigReading with(String defined, String used) {
    return Readings.of(CONFIG.formatted("track_file", defined, "track_file", used));
  }
}
