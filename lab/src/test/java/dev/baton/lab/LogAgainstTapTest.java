package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import dev.baton.lab.Sighting.Advert;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogAgainstTapTest {
  private static final VirtualRouterKey ROUTER = new VirtualRouterKey(Family.IPV4, 51);
  private static final String UNTIL_ACTIVE =
      transition(0, "INITIALIZE", "BACKUP") + "\n" + transition(4_000, "BACKUP", "ACTIVE");

  @Test
  void aLogThatTellsWhatTheWireShowsHasNoDifference() {
    var log = UNTIL_ACTIVE + "\n" + transition(8_400, "ACTIVE", "BACKUP");
    assertEquals(List.of(), differences(log, adverts(4_000, 8_000), List.of()));
  }

  @Test
  void aTransitionThatTheLogDoesNotHaveIsFound() {
    var log = transition(0, "INITIALIZE", "BACKUP");
    assertFound("is not Active by its log", differences(log, adverts(4_000, 4_000), List.of()));
  }

  @Test
  void aLogThatEndsATimeOfBeingActiveTooEarlyIsFound() {
    var log = UNTIL_ACTIVE + "\n" + transition(6_000, "ACTIVE", "BACKUP");
    assertFound("is not Active by its log", differences(log, adverts(4_000, 8_000), List.of()));
  }

  @Test
  void aTransitionThatTheWireDoesNotShowIsFound() {
    assertFound("no advert shows it", differences(UNTIL_ACTIVE, List.of(), List.of()));
  }

  @Test
  void aBeginningThatTheLogHasTooEarlyIsFound() {
    assertFound(
        "Active, without an advert", differences(UNTIL_ACTIVE, adverts(6_000, 9_000), List.of()));
  }

  @Test
  void anEndThatTheLogHasTooLateIsFound() {
    var log = UNTIL_ACTIVE + "\n" + transition(9_900, "ACTIVE", "BACKUP");
    assertFound("Active, and silent", differences(log, adverts(4_000, 6_000), List.of()));
  }

  @Test
  void aSilenceIsNoDifferenceWhileTheHostCouldNotBeHeard() {
    var cut = List.of(new Blackouts.Stretch(nanos(6_100), nanos(9_000)));
    assertEquals(List.of(), differences(UNTIL_ACTIVE, adverts(4_000, 6_000), cut));
  }

  @Test
  void aSilenceIsNoDifferenceWhenTheLogHasTheStallBehindIt() {
    var adverts = new ArrayList<>(adverts(4_000, 6_000));
    adverts.addAll(adverts(8_400, 9_400));
    var log = UNTIL_ACTIVE + "\n" + stalled(8_400, 1_300);
    assertEquals(List.of(), differences(log, adverts, List.of()));
    assertFound("and silent", differences(UNTIL_ACTIVE, adverts, List.of()));
  }

  @Test
  void aSilenceThatIsLongerThanTheStallInTheLogIsFound() {
    var log = UNTIL_ACTIVE + "\n" + stalled(8_400, 1_300);
    assertFound("and silent", differences(log, adverts(4_000, 6_000), List.of()));
  }

  @Test
  void whatHappensAfterTheTapWasReadIsNoDifference() {
    var late = UNTIL_ACTIVE + "\n" + transition(14_000, "ACTIVE", "BACKUP");
    assertEquals(List.of(), differences(late, adverts(4_000, 9_000), List.of()));
    var begun =
        transition(0, "INITIALIZE", "BACKUP") + "\n" + transition(9_990, "BACKUP", "ACTIVE");
    assertEquals(List.of(), differences(begun, List.of(), List.of()));
  }

  @Test
  void aLogWithATransitionLeftOutOfItsChainIsFound() {
    var log = UNTIL_ACTIVE + "\n" + transition(8_400, "BACKUP", "FAULT");
    assertFound("goes on from", differences(log, adverts(4_000, 8_000), List.of()));
  }

  @Test
  void aDeadEngineEndsATimeOfBeingActive() {
    var log = UNTIL_ACTIVE + "\n" + engineStopped(6_400);
    assertEquals(List.of(), differences(log, adverts(4_000, 6_000), List.of()));
  }

  @Test
  void aResignationThatTheLogDoesNotHaveIsFound() {
    var adverts = new ArrayList<>(adverts(4_000, 6_000));
    adverts.add(advert(6_500, 0));
    adverts.addAll(adverts(7_000, 9_000));
    assertFound("resigns", differences(UNTIL_ACTIVE, adverts, List.of()));
  }

  private static void assertFound(String what, List<String> differences) {
    assertTrue(differences.stream().anyMatch(line -> line.contains(what)), differences::toString);
  }

  private static List<String> differences(
      String log, List<Advert> adverts, List<Blackouts.Stretch> blackouts) {
    var parsed = AgentLog.of("a", log.lines().toList());
    return new LogAgainstTap(parsed, ROUTER, adverts, blackouts, Duration.ofSeconds(1))
        .compare(nanos(10_000));
  }

  private static List<Advert> adverts(int fromMillis, int toMillis) {
    var adverts = new ArrayList<Advert>();
    for (int millis = fromMillis; millis <= toMillis; millis += 1_000) {
      adverts.add(advert(millis, 100));
    }
    if (toMillis == 9_000) {
      adverts.add(advert(10_000, 100));
    }
    return adverts;
  }

  private static Advert advert(int millis, int priority) {
    var source = InetAddress.ofLiteral("10.77.0.11");
    return new Advert(nanos(millis), "a", ROUTER, 3, priority, source, List.of());
  }

  private static String transition(int millis, String from, String to) {
    return """
    {"type":"instance.transitioned","time":"%s","subject":{"family":"ipv4","vrid":51},\
    "data":{"from":"%s","to":"%s","cause":"STARTUP"}}\
    """
        .formatted(Instant.ofEpochMilli(millis), from, to);
  }

  private static String engineStopped(int millis) {
    return """
    {"type":"node.stopped","time":"%s","subject":null,"data":{"part":"engine"}}\
    """
        .formatted(Instant.ofEpochMilli(millis));
  }

  private static String stalled(int millis, int stalledMillis) {
    return """
    {"type":"node.stalled","time":"%s","subject":null,"data":{"part":"engine","stalledNanos":%d}}\
    """
        .formatted(Instant.ofEpochMilli(millis), nanos(stalledMillis));
  }

  private static long nanos(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
