package dev.baton.agent.config;

import java.util.List;

/** Regrets about how soon an Active is taken for dead. */
final class TimerRegrets {
  private static final int SHORT_INTERVAL_CENTISECONDS = 10;
  private static final long LONG_OUTAGE_NANOS = 30_000_000_000L;
  private static final int FEW_ADVERTS = 2;
  private static final int MANY_ADVERTS = 10;

  private TimerRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (instance.intervalCentiseconds() < SHORT_INTERVAL_CENTISECONDS) {
      regrets.add(
          "at this interval a host that stands still for "
              + Numbers.seconds(instance.protocol().downNanos())
              + " s is taken for dead");
    }
    if (downNanos(instance) > LONG_OUTAGE_NANOS) {
      regrets.add(
          "when the Active dies, nobody serves the addresses for %s s; a shorter advert_int costs"
                  .formatted(Numbers.seconds(downNanos(instance)))
              + " one small datagram each time");
    }
    if (instance.downTimerAdverts() < FEW_ADVERTS) {
      regrets.add(
          "down_timer_adverts 1: a single lost advertisement moves the addresses; 3 is usual");
    } else if (instance.downTimerAdverts() > MANY_ADVERTS) {
      regrets.add(
          "down_timer_adverts %d: as many advertisements are missed before anything happens; 3 is"
                  .formatted(instance.downTimerAdverts())
              + " usual");
    }
  }

  /** Active_Down_Interval by this router's own interval and base priority. */
  static long downNanos(InstanceConfig instance) {
    return instance.protocol().downNanos() + ElectionDescription.skewNanos(instance);
  }
}
