package dev.baton.agent.config;

import dev.baton.agent.config.Authentication.Pass;
import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.List;

/** What is legal, runs as it is written, and is regretted later. */
final class Regrets {
  private static final long LONG_PREEMPT_DELAY_NANOS = 300_000_000_000L;
  private static final int SHORT_INTERVAL_CENTISECONDS = 10;

  private Regrets() {}

  static List<String> of(InstanceConfig instance) {
    var regrets = new ArrayList<String>();
    if (instance.wantsActive() && !instance.priority().isOwner()) {
      regrets.add(
          "state MASTER does not make it Active sooner, and rules out nopreempt and preempt_delay;"
              + " the priority decides");
    }
    ofPreemption(instance, regrets);
    if (instance.authentication() instanceof Pass) {
      regrets.add("the password is readable to everyone on the link and keeps no one out");
    }
    if (instance.intervalCentiseconds() < SHORT_INTERVAL_CENTISECONDS) {
      regrets.add(
          "at this interval a host that stands still for "
              + Numbers.seconds(instance.protocol().downNanos())
              + " s is taken for dead");
    }
    if (instance.family() == Family.IPV6
        && !instance.addresses().getFirst().address().isLinkLocalAddress()) {
      regrets.add(
          "the first IPv6 address should be link-local (RFC 9568 section 5.2.9); other"
              + " implementations insist on it");
    }
    return List.copyOf(regrets);
  }

  private static void ofPreemption(InstanceConfig instance, List<String> regrets) {
    if (!instance.preempt() && instance.preemptDelayNanos() > 0) {
      regrets.add("preempt_delay has no use beside nopreempt");
    } else if (instance.preemptDelayNanos() > LONG_PREEMPT_DELAY_NANOS) {
      regrets.add(
          "preempt_delay is longer than 5 minutes: for that long after its return this node is only"
              + " the spare");
    }
  }
}
