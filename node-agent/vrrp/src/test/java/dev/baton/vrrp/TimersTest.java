package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Priority;
import dev.baton.vrrp.RouterConfig.Protocol;
import org.junit.jupiter.api.Test;

/** Skew_Time and Active_Down_Interval: RFC 9568 section 6.1, RFC 3768 section 6.1. */
class TimersTest {
  private static final long SECOND = Scenario.SECOND;

  private static Protocol protocol(VrrpVersion version) {
    return Protocol.of(version, Scenario.VRID, Centiseconds.ONE_SECOND);
  }

  private static void assertTimes(
      VrrpVersion version, int priority, int centiseconds, long skewNanos) {
    var interval = new Centiseconds(centiseconds);
    var who = new Priority(priority);
    String name = version + " priority " + priority + " at " + centiseconds + " cs";
    assertEquals(skewNanos, Timers.skewNanos(protocol(version), who, interval), name);
    long downNanos = 3 * interval.toNanos() + skewNanos;
    assertEquals(downNanos, Timers.activeDownNanos(protocol(version), who, interval), name);
  }

  @Test
  void inVersion3SkewScalesWithTheInterval() {
    assertTimes(VrrpVersion.V3, 100, 100, 609_375_000);
    assertTimes(VrrpVersion.V3, 254, 100, 7_812_500);
    assertTimes(VrrpVersion.V3, 1, 4095, 255 * 4095 * 10_000_000L / 256);
  }

  @Test
  void inVersion2SkewIsAShareOfASecondWhateverTheInterval() {
    assertTimes(VrrpVersion.V2, 100, 100, 609_375_000);
    assertTimes(VrrpVersion.V2, 100, 1000, 609_375_000);
    assertTimes(VrrpVersion.V2, 100, 25_500, 609_375_000);
  }

  @Test
  void noPriorityAndNoIntervalIsWithoutSkew() {
    assertTimes(VrrpVersion.V3, 255, 100, 3_906_250);
    assertTimes(VrrpVersion.V3, 200, 1, 2_187_500);
    assertTimes(VrrpVersion.V3, 255, 1, 39_062);
    assertTimes(VrrpVersion.V2, 255, 100, SECOND / 256);
  }

  @Test
  void answersToRivalsAreTheShorterOfAnIntervalAndATenthOfASecondApart() {
    var fast = Protocol.of(VrrpVersion.V3, Scenario.VRID, new Centiseconds(2));
    assertEquals(20_000_000L, Timers.reactionNanos(fast));
    assertEquals(100_000_000L, Timers.reactionNanos(protocol(VrrpVersion.V3)));
  }
}
