package dev.baton.agent.config;

import dev.baton.agent.config.Authentication.Pass;
import java.util.List;

/** Regrets about who becomes Active, and when. */
final class ElectionRegrets {
  private static final long LONG_PREEMPT_DELAY_NANOS = 300_000_000_000L;
  private static final int ONE_SECOND = 100;

  private ElectionRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (instance.priority().isOwner()) {
      regrets.add(
          "priority 255 takes the addresses always, also from a healthy Active, and no tracker"
              + " moves it: only stopping the node gives them away; 254 is the highest for all"
              + " others");
    } else if (instance.wantsActive()) {
      regrets.add(
          "state MASTER does not make it Active sooner, and rules out nopreempt and preempt_delay;"
              + " the priority decides");
    }
    ofPreemption(instance, regrets);
    if (instance.authentication() instanceof Pass) {
      regrets.add("the password is readable to everyone on the link and keeps no one out");
    }
    if (instance.version() == 2 && instance.intervalCentiseconds() != ONE_SECOND) {
      regrets.add(
          "nodes with another advert_int than %s s reject these advertisements, and become Active, too:"
                  .formatted(Numbers.seconds(instance.protocol().intervalNanos()))
              + " in version 2 it must be the same on all");
    }
  }

  private static void ofPreemption(InstanceConfig instance, List<String> regrets) {
    long delay = instance.preemptDelayNanos();
    if (!instance.preempt()) {
      regrets.add(
          delay > 0
              ? "preempt_delay has no use beside nopreempt"
              : "with nopreempt the addresses stay where they are when a better node comes back,"
                  + " and lowering a priority moves them nowhere: `baton drain` does; write it on"
                  + " all nodes, or the others preempt");
    } else if (delay > LONG_PREEMPT_DELAY_NANOS) {
      regrets.add(
          "preempt_delay is longer than 5 minutes: for that long after its return this node is only"
              + " the spare");
    } else if (delay > 0 && delay < TimerRegrets.downNanos(instance)) {
      regrets.add(
          "while preempt_delay runs, a lower Active's adverts begin Active_Down_Interval (%s s)"
                  .formatted(Numbers.seconds(TimerRegrets.downNanos(instance)))
              + " again and again: taking over from it waits for the one and then for the other,"
              + " up to %s s".formatted(Numbers.seconds(delay + TimerRegrets.downNanos(instance))));
    }
  }
}
