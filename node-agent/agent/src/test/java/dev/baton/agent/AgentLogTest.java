package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Cause;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import dev.baton.events.Vrid;
import dev.baton.events.testkit.InMemoryEventLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentLogTest {
  private static final Subject.Instance WEB =
      new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(51));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AgentLog log = new AgentLog(new PrintStream(printed, true, StandardCharsets.UTF_8));
  private final InMemoryEventLog events =
      new InMemoryEventLog(new NodeName("a"), new LogId(1, 2), "boot", 1);

  AgentLogTest() {
    log.names(Map.of("WEB", WEB));
  }

  @Test
  void aTransitionSaysFromToAndWhyInWords() {
    var evidence =
        Map.of("peer", "10.0.0.2", "peerPriority", "150", "peerHeardNanosAgo", "3609000000");
    assertSays(
        "WEB: BACKUP -> ACTIVE, priority 100: 10.0.0.2 fell silent, last heard 3.6 s ago",
        moved(InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED, evidence));
    assertSays(
        "WEB: BACKUP -> FAULT, priority 100: script chk, interface eth1 down (exit 1)",
        moved(
            InstanceState.FAULT,
            Cause.TRACK_SCRIPT,
            Map.of("faults", "script chk,interface eth1 down", "scriptResult", "exit 1")));
  }

  @Test
  void aPriorityThatChangesSaysWhatMovesIt() {
    assertSays(
        "WEB: priority 150 -> 130 (script chk -20)",
        new InstanceEvent.PriorityChanged(
            new Priority(150), new Priority(130), List.of(new Contribution("script chk", -20))));
  }

  @Test
  void addressesThatComeAndGoAreSaid() {
    assertSays(
        "WEB: somebody else took away 10.0.0.9/24",
        new InstanceEvent.VipsRemoved(List.of("10.0.0.9/24"), "somebody else"));
    assertSays(
        "WEB: set 10.0.0.9/24\nWEB: could not set 10.0.0.8/24: no device",
        new InstanceEvent.VipsApplied(List.of("10.0.0.9/24"), List.of("10.0.0.8/24: no device")));
    assertSays("", new InstanceEvent.Announced("garp", List.of("10.0.0.9"), 5));
  }

  @Test
  void peersAndTrackersAreSaid() {
    assertSays(
        "WEB: 10.0.0.2 differs in address list: ours 10.0.0.9, theirs none",
        new PeerEvent.Mismatch("10.0.0.2", "address-list", "10.0.0.9", "none"));
    assertSays(
        "WEB: hears 10.0.0.2 as Active, priority 150, version 3, every 1.0 s",
        new PeerEvent.FirstHeard("10.0.0.2", new Priority(150), 3, 100));
    log.recorded(
        recorded(Subject.NODE, new TrackerEvent.StateChanged("chk", "script", false, "exit 1")));
    assertPrinted("script chk is down (exit 1)");
    log.recorded(
        recorded(
            Subject.NODE,
            new TrackerEvent.StateChanged(
                "chk", "script", false, "not run: /bin/x is not executable")));
    assertPrinted("script chk is disabled and has no say (not run: /bin/x is not executable)");
  }

  private static InstanceEvent.Transitioned moved(
      InstanceState to, Cause cause, Map<String, String> evidence) {
    return new InstanceEvent.Transitioned(
        InstanceState.BACKUP, to, cause, new Priority(100), evidence);
  }

  private void assertSays(String expected, Event event) {
    log.recorded(recorded(WEB, event));
    assertPrinted(expected);
  }

  private Recorded recorded(Subject subject, Event event) {
    return events.append(Draft.of(1, 2, subject, event));
  }

  /** Without the times that the lines begin with. */
  private void assertPrinted(String expected) {
    String lines = printed.toString(StandardCharsets.UTF_8).strip();
    printed.reset();
    assertEquals(expected, lines.replaceAll("(?m)^[^ ]*Z ", ""));
  }
}
