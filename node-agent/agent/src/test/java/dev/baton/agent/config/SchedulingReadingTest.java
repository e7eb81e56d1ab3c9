package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.baton.agent.config.Scheduling.Raise;
import dev.baton.agent.config.Scheduling.Rank;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words about how the engine is scheduled, with keepalived's limits. */
class SchedulingReadingTest {
  private static ConfigReading with(String... lines) {
    return KeepalivedConf.parse(
        "test.conf", "global_defs {\n" + String.join("\n", lines) + "\n}\n");
  }

  private static Scheduling scheduling(String... lines) {
    return with(lines).config().globals().scheduling();
  }

  private static List<String> said(String... lines) {
    return with(lines).diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void theRankIsWhatTheFileSaysOrElseBatonsOwn() {
    assertEquals(Scheduling.USUAL, scheduling());
    assertEquals(new Rank.RealTime(7), scheduling("vrrp_rt_priority 7").rank());
    assertEquals(new Rank.Ordinary(-5), scheduling("vrrp_priority -5").rank());
    assertEquals(new Rank.Ordinary(0), scheduling("max_auto_priority 9").rank());
    assertEquals(new Rank.Ordinary(3), scheduling("max_auto_priority 9", "vrrp_priority 3").rank());
    var both = List.of("vrrp_rt_priority 7", "vrrp_priority 3").toArray(String[]::new);
    assertEquals(new Rank.RealTime(7), scheduling(both).rank());
    assertEquals(
        List.of(
            "test.conf:3:1: warning: vrrp_priority is read over, because vrrp_rt_priority counts;"
                + " remove one"),
        said(both));
  }

  @Test
  void itIsRaisedUpToAPriorityOrToTheHighestOrNever() {
    assertEquals(new Raise(9, 1_000_000_000L), scheduling("max_auto_priority 9").raise());
    assertEquals(99, scheduling("max_auto_priority").raise().highest());
    assertEquals(List.of(), said("max_auto_priority"));
    for (String never : List.of("max_auto_priority 0", "max_auto_priority -1")) {
      assertEquals(Scheduling.USUAL, scheduling(never), never);
      assertEquals(List.of(), said(never));
    }
    assertEquals(
        new Raise(9, 1_000L),
        scheduling("max_auto_priority 9", "min_auto_priority_delay 1").raise());
  }

  @Test
  void theRestIsTakenAsItIsWritten() {
    assertEquals(50_000, scheduling("vrrp_rlimit_rttime 50000").limitMicros());
    assertEquals(50_000, scheduling("vrrp_rlimit_rtime 50000").limitMicros());
    assertEquals(true, scheduling("vrrp_no_swap").locksMemory());
    assertEquals(List.of(0, 3, 1023), scheduling("vrrp_cpu_affinity 3 0 1023 3").processors());
  }

  @Test
  void whatIsOutsideTheLimitsIsSaidAndNotUsed() {
    assertEquals(new Rank.RealTime(99), scheduling("vrrp_rt_priority 100").rank());
    assertEquals(new Rank.RealTime(1), scheduling("vrrp_rt_priority 0").rank());
    assertEquals(
        List.of(
            "test.conf:2:1: warning: vrrp_rt_priority is '100', allowed is 1 to 99; 99 is used"
                + " instead: correct it"),
        said("vrrp_rt_priority 100"));
    for (String line :
        List.of(
            "vrrp_rt_priority soon",
            "vrrp_rt_priority",
            "vrrp_priority -21",
            "vrrp_priority 20",
            "max_auto_priority -2",
            "max_auto_priority 100",
            "min_auto_priority_delay 0",
            "min_auto_priority_delay 10000001",
            "vrrp_rlimit_rttime 1",
            "vrrp_rlimit_rtime 1000000000",
            "vrrp_cpu_affinity",
            "vrrp_cpu_affinity -1",
            "vrrp_cpu_affinity 1024",
            "vrrp_cpu_affinity a")) {
      assertEquals(Scheduling.USUAL, scheduling(line), line);
      assertEquals(1, said(line).size(), line);
    }
    assertEquals(
        List.of(
            "test.conf:2:1: warning: vrrp_priority is '20', allowed is -20 to 19; the line is read"
                + " over: correct it"),
        said("vrrp_priority 20"));
    assertEquals(
        List.of(
            "test.conf:2:21: warning: a processor of vrrp_cpu_affinity is 'x', allowed is 0 to"
                + " 1023; it is read over: correct it"),
        said("vrrp_cpu_affinity 0 x"));
  }

  @Test
  void eachIsPartOfTheHashAndOfTheDescription() {
    var usual = with().config();
    var lines =
        List.of(
            "vrrp_rt_priority 7",
            "max_auto_priority 20",
            "vrrp_rlimit_rttime 50000",
            "vrrp_no_swap",
            "vrrp_cpu_affinity 0 1");
    for (String line : lines) {
      assertNotEquals(usual.hash(), with(line).config().hash(), line);
    }
    assertEquals(
        List.of(
            "schedules   the engine in real time, at priority 7",
            "raises      its real-time priority by 1, to 20 at most, each time that it runs 1 s"
                + " late",
            "tells       of using a processor for 50000 us without a pause; keepalived would be"
                + " killed",
            "keeps       the engine's memory from being swapped out",
            "runs        the engine on processors 0, 1"),
        NodeDescription.lines(with(lines.toArray(String[]::new)).config()).stream()
            .skip(1)
            .map(String::strip)
            .toList());
    assertEquals(
        "schedules   the engine as an ordinary process, at nice -5; without these lines it is in"
            + " real time",
        NodeDescription.lines(with("vrrp_priority -5").config()).getLast().strip());
  }
}
