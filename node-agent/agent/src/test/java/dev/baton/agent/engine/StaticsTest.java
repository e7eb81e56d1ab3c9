package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeEvent.StaticsApplied;
import dev.baton.events.NodeEvent.StaticsRemoved;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host always has: there from the start to the end, put back, and needed by some. */
class StaticsTest extends EngineScenario {
  private static final InetAddress FIRST = InetAddress.ofLiteral("10.9.1.1");
  private static final InetAddress UNTRACKED = InetAddress.ofLiteral("10.9.2.1");
  private static final String STATICS =
      """
      track_group G {
        group { V }
      }
      static_ipaddress {
        10.9.1.1/24 dev eth1
        10.9.2.1/24 dev eth1 no_track
      }
      static_routes {
        10.50.1.0/24 via 10.9.1.254 dev eth1
      }
      static_rules {
        from 10.60.1.0/24 table 101 preference 1001
      }
      """;
  private static final String ROUTE = "10.50.1.0/24 via 10.9.1.254 dev eth1";
  private static final String RULE = "preference 1001 from 10.60.1.0/24 table 101";
  private static final String WITHOUT_TRACKING =
      CONFIG.replaceFirst("track_interface \\{[^}]*}", "");
  private static final String TRACKED =
      STATICS.replace("10.9.1.1/24 dev eth1", "10.9.1.1/24 dev eth1 track_group G")
          + WITHOUT_TRACKING;

  private List<String> did() {
    return host.take().stream()
        .filter(d -> d.contains("10.9.") || d.contains("10.50.") || d.contains("10.60."))
        .toList();
  }

  private <T> List<T> all(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void pass() {
    host.whenWaiting(() -> host.advance(1_000_000L));
  }

  @Test
  void itIsThereFromTheStartToTheEndWhateverTheInstanceIs() {
    configuration = STATICS + CONFIG;
    host.whenWaiting(() ->
        assertEquals(
            List.of("add 10.9.1.1", "add 10.9.2.1", "add " + ROUTE, "add " + RULE), did()));
    runUntilWaits(1);
    assertEquals(
        List.of("remove " + RULE, "remove " + ROUTE, "remove 10.9.2.1", "remove 10.9.1.1"), did());
    assertEquals(1, all(StaticsApplied.class).size());
    assertEquals(4, all(StaticsApplied.class).getFirst().applied().size());
    assertEquals("engine", all(StaticsRemoved.class).getFirst().by());
  }

  @Test
  void whatSomebodyTakesAwayComesBackUnlessItIsNotTracked() {
    configuration = STATICS + CONFIG;
    active();
    host.whenWaiting(() -> host.takeAway("eth1", FIRST));
    host.whenWaiting(() -> host.takeAway("eth1", UNTRACKED));
    host.whenWaiting(() -> host.takeAway(ROUTE));
    pass();
    host.whenWaiting(() -> assertEquals(List.of("add 10.9.1.1", "add " + ROUTE), did()));
    runUntilWaits(0);
    var removed = all(StaticsRemoved.class);
    assertEquals(
        new StaticsRemoved(List.of("10.9.1.1/24 dev eth1"), "somebody else"), removed.getFirst());
    assertEquals(new StaticsRemoved(List.of(ROUTE), "somebody else"), removed.get(1));
    assertEquals(
        new StaticsApplied(List.of("10.9.1.1/24 dev eth1"), List.of()),
        all(StaticsApplied.class).get(1));
  }

  @Test
  void anInstanceDoesNotNoticeWhatIsPutBackAtOnce() {
    configuration = TRACKED;
    active();
    host.whenWaiting(() -> host.takeAway("eth1", FIRST));
    pass();
    host.whenWaiting(() -> assertEquals(List.of("add 10.9.1.1"), did()));
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void anInstanceIsInFaultWhileItsStaticAddressCannotBeThere() {
    configuration = TRACKED;
    active();
    host.whenWaiting(() -> {
      host.impossible.put("10.9.1.1", "refused");
      host.takeAway("eth1", FIRST);
    });
    pass();
    host.whenWaiting(() -> assertEquals(InstanceState.FAULT, transitions().getLast().to()));
    host.whenWaiting(host.impossible::clear);
    waits(11, () -> host.advance(1_000_000_000L));
    host.whenWaiting(() -> assertEquals(List.of("add 10.9.1.1"), did()));
    runUntilWaits(0);
    var fault = transitions().get(2);
    assertEquals(Cause.TRACK_STATIC, fault.cause());
    assertEquals("static 10.9.1.1/24 dev eth1", fault.evidence().get("fault"));
    assertEquals("refused", fault.evidence().get("staticResult"));
    var back = transitions().get(3);
    assertEquals(Cause.FAULT_CLEARED, back.cause());
    assertEquals(InstanceState.BACKUP, back.to());
    assertEquals(1, all(StaticsApplied.class).stream().filter(a -> !a.failed().isEmpty()).count());
  }

  @Test
  void anInstanceIsInFaultWhileTheInterfaceOfItsStaticAddressIsDown() {
    configuration = TRACKED;
    active();
    host.whenWaiting(() -> host.setUp("eth1", false));
    pass();
    host.whenWaiting(() -> host.setUp("eth1", true));
    pass();
    runUntilWaits(0);
    var states = transitions().stream().map(Transitioned::to).toList();
    assertEquals(InstanceState.FAULT, states.get(2));
    assertEquals("interface eth1 down", transitions().get(2).evidence().get("staticResult"));
    assertEquals(InstanceState.BACKUP, states.get(3));
  }

  @Test
  void anInstanceDoesNotBeginWithoutWhatItNeeds() {
    configuration = TRACKED;
    host.impossible.put("10.9.1.1", "refused");
    host.whenWaiting(() -> assertEquals(InstanceState.FAULT, transitions().getLast().to()));
    runUntilWaits(0);
    assertEquals(
        List.of("10.9.1.1/24 dev eth1: refused"), all(StaticsApplied.class).getFirst().failed());
  }

  @Test
  void aReloadTouchesOnlyWhatIsOtherwise() {
    configuration = STATICS + CONFIG;
    active();
    host.whenWaiting(() -> reload(STATICS + CONFIG.replace("priority 100", "priority 90")));
    pass();
    host.whenWaiting(() -> assertEquals(List.of(), did()));
    host.whenWaiting(() -> reload(STATICS.replace("10.9.1.254", "10.9.1.253") + CONFIG));
    pass();
    host.whenWaiting(() ->
        assertEquals(List.of("remove " + ROUTE, "add " + ROUTE.replace("254", "253")), did()));
    host.whenWaiting(() -> reload(CONFIG));
    pass();
    host.whenWaiting(() -> assertEquals(4, did().size()));
    runUntilWaits(0);
    assertEquals(List.of(Cause.STARTUP, Cause.ACTIVE_DOWN_TIMER_EXPIRED, Cause.SHUTDOWN), causes());
  }

  @Test
  void aReloadThatHasSomethingNeededFaultsAnInstanceThatIsTheSame() {
    configuration = STATICS + WITHOUT_TRACKING;
    active();
    host.whenWaiting(() -> host.setUp("eth1", false));
    pass();
    host.whenWaiting(() -> reload(TRACKED));
    pass();
    host.whenWaiting(() -> assertEquals(InstanceState.FAULT, transitions().getLast().to()));
    host.whenWaiting(() -> reload(STATICS + WITHOUT_TRACKING));
    pass();
    host.whenWaiting(() -> assertEquals(InstanceState.BACKUP, transitions().getLast().to()));
    runUntilWaits(0);
    assertTrue(causes().contains(Cause.TRACK_STATIC));
  }

  @Test
  void anAddressThatTheHostHadBeforeStaysAtTheEnd() {
    configuration = STATICS + CONFIG;
    host.place("eth1", FIRST, 24);
    runUntilWaits(1);
    assertTrue(host.list("eth1").stream().anyMatch(there -> there.address().equals(FIRST)));
    assertTrue(host.list("eth1").stream().noneMatch(there -> there.address().equals(UNTRACKED)));
  }
}
