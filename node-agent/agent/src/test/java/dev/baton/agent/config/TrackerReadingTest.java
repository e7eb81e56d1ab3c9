package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.TrackerDefinition.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerReadingTest {
  @Test
  void aScriptHasKeepalivedsDefaults() {
    var script = script("script \"/bin/chk 'a b'\"");
    assertEquals(List.of("/bin/chk", "a b"), script.command().words());
    assertEquals(ScriptUser.UNSAID, script.command().user());
    assertEquals(1_000_000_000L, script.intervalNanos());
    assertEquals(1_000_000_000L, script.timeoutNanos());
    assertEquals(1, script.riseCount());
    assertEquals(1, script.fallCount());
    assertFalse(script.failsAtFirst());
  }

  @Test
  void allThatCanBeSaidOfAScriptIsRead() {
    var script =
        script(
            """
            script /bin/chk
            interval 0.25
            timeout 3
            rise 4
            fall 5
            user nobody daemon
            init_fail
            """);
    assertEquals(250_000_000L, script.intervalNanos());
    assertEquals(3_000_000_000L, script.timeoutNanos());
    assertEquals(4, script.riseCount());
    assertEquals(5, script.fallCount());
    assertEquals(new ScriptUser("nobody", "daemon", false), script.command().user());
    assertTrue(script.failsAtFirst());
  }

  @Test
  void theTimeoutIsTheIntervalWhereNothingIsSaid() {
    assertEquals(7_000_000_000L, script("script /bin/chk\ninterval 7").timeoutNanos());
  }

  @Test
  void whoRunsScriptsAndHowSafelyIsSaidForAll() {
    var globals =
        """
        global_defs {
          script_user ada staff
          enable_script_security
          set_supplementary_groups
          use_symlink_paths
        }
        """;
    var reading = Readings.of(globals + file("script /bin/chk", "chk"));
    assertEquals("", Readings.diagnostics(reading));
    var command = ((Script) reading.config().trackers().getFirst()).command();
    assertEquals(
        new ScriptCommand("/bin/chk", new ScriptUser("ada", "staff", true), true), command);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 10, true",
    "weight 5, 5, true",
    "weight 10 reverse, 10, true",
    "weight 10 noreverse, 10, false",
    "weight 0 noreverse, 0, false",
    "weight -253, -253, true",
  })
  void anInstanceMaySayTheWeightOtherwise(String options, int weight, boolean reverse) {
    var reading = Readings.of(file("script /bin/chk\nweight 10 reverse", "chk " + options));
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        List.of(new Tracked(TrackerKind.SCRIPT, "chk", weight, reverse)),
        Readings.only(reading).trackers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reverse", "noreverse", "reverse weight 5"})
  void aDirectionWithoutAWeightBeforeItLosesTheEntryAsWithKeepalived(String options) {
    var direction = options.replace(" weight 5", "");
    var script = Readings.of(file("script /bin/chk", "chk " + options));
    assertEquals(List.of(), Readings.only(script).trackers());
    var said = Readings.diagnostics(script);
    assertTrue(said.contains("warning: script chk is not tracked: " + direction), said);
    var link = Readings.withLines("track_interface {", "eth1 " + options, "}");
    assertEquals(List.of(), Readings.only(link).trackedInterfaces());
    assertEquals(
        "test.conf:6:6: warning: interface eth1 is not tracked: %s stands after a weight only, and"
                .formatted(direction)
            + " keepalived ignores this line; write weight 0 %s".formatted(direction),
        Readings.diagnostics(link));
  }

  @Test
  void whatIsDefinedBelowIsTrackedAndToldOf() {
    var definitions =
        """
        vrrp_script t { script /bin/chk }
        track_file t { file /run/t }
        vrrp_track_process t { process t }
        """;
    var users =
        """
        vrrp_sync_group G {
          group { A }
          track_script { t }
        }
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
          track_script { t }
          track_file { t }
          track_process { t }
        }
        """;
    var below = Readings.of(users + definitions);
    assertEquals(3, Readings.only(below).trackers().size());
    var said =
        Readings.diagnostics(below).lines().filter(l -> l.contains("defined below")).toList();
    assertEquals(4, said.size(), said::toString);
    assertEquals(
        "test.conf:9:18: warning: script t is defined below; it is tracked, but keepalived does"
            + " not: define it above",
        said.get(1));
    assertFalse(Readings.diagnostics(Readings.of(definitions + users)).contains("below"));
  }

  @ParameterizedTest
  @CsvSource({
    "interval 0, interval is '0'",
    "interval x, interval is 'x'",
    "timeout 0, 'timeout is ''0'', allowed is more than 0 and at most 4294 seconds; 1 s is used'",
    "rise 0, rise is '0'",
    "fall -1, fall is '-1'",
    "weight 300, 'weight is ''300'', allowed is -253 to 253; 253 is used instead: correct it'",
    "weight x, 'weight is ''x'', allowed is -253 to 253; 0 is used instead (being down is'",
    "weight, weight is ''",
    "weight 3 sideways, after a weight stands 'sideways'",
    "colour red, unknown keyword 'colour'",
    "user, user names no user",
  })
  void whatIsWrongInADefinitionIsSaidWhereItStands(String line, String said) {
    var reading = Readings.of(file("script /bin/chk\n" + line, "chk"));
    var only = Readings.diagnostics(reading);
    assertTrue(only.startsWith("test.conf:3:"), only);
    assertTrue(only.contains(said), only);
    assertEquals(1, reading.config().trackers().size());
  }

  @ParameterizedTest
  @CsvSource({
    "nix, script nix is not defined",
    "chk weight 254, 'weight is ''254'', allowed is -253 to 253; 253 is used instead'",
    "chk weight 255, 'weight is ''255'', allowed is -253 to 253; 0 is used instead'",
    "'chk\nchk', script chk is tracked already",
    "chk sideways, unknown keyword 'sideways'",
  })
  void whatIsWrongAboutATrackedScriptIsSaidWhereItStands(String entry, String said) {
    var only = Readings.diagnostics(Readings.of(file("script /bin/chk", "chk\n" + entry)));
    var alone = Readings.diagnostics(Readings.of(file("script /bin/chk", entry)));
    assertTrue(only.contains(said) || alone.contains(said), only + alone);
  }

  @Test
  void aDefinitionWithoutAScriptOrWithATakenNameIsLeftOut() {
    var reading = Readings.of("vrrp_script chk {\ninterval 1\n}\n" + file("script /bin/a", "chk"));
    assertEquals(
        "test.conf:1:1: warning: vrrp_script chk is left out: it has no script; give one",
        Readings.diagnostics(reading));
    var taken = Readings.of(file("script /bin/a", "chk") + "vrrp_script chk {\nscript b\n}\n");
    assertEquals("/bin/a", ((Script) taken.config().trackers().getFirst()).command().text());
    assertTrue(Readings.diagnostics(taken).contains("the name is taken by one above"));
  }

  @Test
  void aScriptThatNobodyTracksIsNotRun() {
    var reading = Readings.of("vrrp_script other {\nscript b\n}\n" + file("script /bin/a", "chk"));
    assertEquals(1, reading.config().trackers().size());
  }

  @Test
  void aWeightIsNoPartOfHowAScriptIsRun() {
    var light = Readings.of(file("script /bin/a\nweight 1", "chk")).config();
    var heavy = Readings.of(file("script /bin/a\nweight 2", "chk")).config();
    assertEquals(light.trackers(), heavy.trackers());
    assertFalse(light.hash().equals(heavy.hash()));
  }

  @ParameterizedTest
  @CsvSource({
    // weight, reverse, up?, the delta, fault?
    "0, false, true, 0, false",
    "0, false, false, 0, true",
    "0, true, true, 0, true",
    "0, true, false, 0, false",
    "5, false, true, 5, false",
    "5, false, false, 0, false",
    "5, true, true, -5, false",
    "-5, false, true, 0, false",
    "-5, false, false, -5, false",
    "-5, true, false, 5, false",
  })
  void weightsCountAsKeepalivedHasThem(
      int weight, boolean reverse, boolean isUp, int delta, boolean isFault) {
    var tracked = new Tracked(TrackerKind.SCRIPT, "chk", weight, reverse);
    assertEquals(delta, tracked.contribution(isUp, 0));
    assertEquals(isFault, tracked.isFault(isUp, 0));
  }

  @ParameterizedTest
  @CsvSource({
    // weight, reverse, the number, the delta, fault?
    "1, false, 5, 5, false",
    "2, false, -100, -200, false",
    "2, true, 7, -14, false",
    "1, false, -253, -253, false",
    "1, false, -254, 0, true",
    "254, false, -1, 0, true",
    "1, true, 254, 0, true",
    "1, false, 100000, 253, false",
    "0, false, 1, 0, true",
    "0, false, 0, 0, false",
    "0, true, 0, 0, true",
    "2147483647, false, 2147483647, 253, false",
    "2147483647, true, 2147483647, 0, true",
  })
  void aFilesNumberCountsTimesTheWeight(
      int weight, boolean reverse, long number, int delta, boolean isFault) {
    var tracked = new Tracked(TrackerKind.FILE, "f", weight, reverse);
    assertEquals(delta, tracked.contribution(number == 0, number));
    assertEquals(isFault, tracked.isFault(number == 0, number));
  }

  private static Script script(String body) {
    var reading = Readings.of(file(body, "chk"));
    assertEquals("", Readings.diagnostics(reading));
    return (Script) reading.config().trackers().getFirst();
  }

  private static String file(String body, String entries) {
    return """
    vrrp_script chk {
    %s
    }
    vrrp_instance A {
    interface eth0
    virtual_router_id 1
    virtual_ipaddress { 192.0.2.1/24 }
    track_script {
    %s
    }
    }
    """
        .formatted(body, entries);
  }
}
