package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.TrackerDefinition.Matching;
import dev.baton.agent.config.TrackerDefinition.Processes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTrackerReadingTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Test
  void processesHaveKeepalivedsDefaults() {
    assertEquals(
        new Processes("p", List.of("haproxy"), Matching.NAME, 1, NO_LIMIT, 0, 0),
        read("process haproxy"));
  }

  @Test
  void allThatCanBeSaidOfProcessesIsRead() {
    assertEquals(
        new Processes(
            "p",
            List.of("/tmp/a b", "x", "y z"),
            Matching.COMMAND_LINE,
            2,
            5,
            500_000_000L,
            3_600_000_000_000L),
        read(
            """
            process "/tmp/a b" x "y z"
            quorum 2
            quorum_max 5
            delay 0.5
            terminate_delay 3600
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "process a, NAME",
    "process a b, COMMAND_LINE",
    "'process a\nfull_command', COMMAND_LINE",
    "'process a\nparam_match initial', COMMAND_LINE",
    "'process a b\nparam_match initial', BEGINNING",
    "'process a b\nparam_match partial', FIRST_PARAMETERS",
  })
  void whatIsComparedDependsOnWhatIsGiven(String body, Matching matching) {
    assertEquals(matching, read(body).matching());
  }

  @Test
  void noneAtMostMeansThatThereHasToBeNone() {
    var none = read("process a\nquorum_max 0");
    assertEquals(0, none.leastCount());
    assertEquals(0, none.mostCount());
  }

  @ParameterizedTest
  @CsvSource({
    "quorum 0, quorum is '0'",
    "quorum 65536, quorum is '65536'",
    "quorum_max 65536, quorum_max is '65536'",
    "quorum_max -1, quorum_max is '-1'",
    "delay 3600.5, delay is '3600.5'",
    "fork_delay 3601, fork_delay is '3601'",
    "terminate_delay -1, terminate_delay is '-1'",
    "weight 255, weight is '255'",
    "weight 3 x, after a weight stands 'x'",
    "param_match foo, param_match is 'foo'",
    "colour red, unknown keyword 'colour'",
  })
  void whatIsWrongInADefinitionIsSaidWhereItStandsAndReadOver(String line, String said) {
    var reading = with("process a\n" + line, "");
    var only = Readings.diagnostics(reading);
    assertTrue(only.startsWith("test.conf:3:"), only);
    assertTrue(only.contains(said), only);
    assertEquals(
        List.of(new Processes("p", List.of("a"), Matching.NAME, 1, NO_LIMIT, 0, 0)),
        reading.config().trackers());
  }

  @Test
  void aMaximumBelowTheQuorumIsReadOver() {
    var reading = with("process a\nquorum 5\nquorum_max 2", "");
    assertTrue(
        Readings.diagnostics(reading).contains("quorum_max is 2 and below quorum, which is 5"));
    assertEquals(NO_LIMIT, ((Processes) reading.config().trackers().getFirst()).mostCount());
  }

  @Test
  void aDefinitionWithoutAProcessIsLeftOut() {
    assertTrue(
        Readings.diagnostics(with("quorum 1", ""))
            .contains("vrrp_track_process p is left out: it has no process; give one"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0, false",
    "weight 5 reverse, '', 5, true",
    "weight 5, weight -254 reverse, -254, true",
  })
  void weightsAreReadInBothPlaces(String defined, String used, int weight, boolean reverse) {
    var reading = with("process a\n" + defined, used);
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        List.of(new Tracked(TrackerKind.PROCESS, "p", weight, reverse)),
        Readings.only(reading).trackers());
  }

  private static Processes read(String body) {
    var reading = with(body, "");
    assertEquals("", Readings.diagnostics(reading));
    return (Processes) reading.config().trackers().getFirst();
  }

  private static ConfigReading with(String body, String used) {
    return Readings.of(
        """
        vrrp_track_process p {
        %s
        }
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        track_process {
        p %s
        }
        }
        """
            .formatted(body, used));
  }
}
