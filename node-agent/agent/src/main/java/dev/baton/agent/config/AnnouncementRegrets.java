package dev.baton.agent.config;

import java.util.List;

/** Regrets about how the neighbours learn where the addresses are. */
final class AnnouncementRegrets {
  private static final long FREQUENT_NANOS = 5_000_000_000L;
  private static final long LONG_BURST_NANOS = 30_000_000_000L;
  private static final int MANY_MESSAGES = 500;

  private AnnouncementRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    Announcements announcements = instance.announcements();
    var burst = announcements.onActive();
    int addresses = instance.addresses().size() + instance.excluded().size();
    if (burst.repeat() == 1 && burst.delayNanos() == 0 && announcements.refreshNanos() == 0) {
      regrets.add(
          "each address is announced once and never again: where that one message is lost, traffic"
              + " goes to the old node until its neighbours forget it");
    }
    if (announcements.refreshNanos() > 0 && announcements.refreshNanos() < FREQUENT_NANOS) {
      regrets.add(
          "announcing every %s s keeps every switch and host of the network busy; 60 s is usual"
              .formatted(Numbers.seconds(announcements.refreshNanos())));
    }
    if (addresses * (long) burst.repeat() > MANY_MESSAGES && announcements.gapNanos() == 0) {
      regrets.add(
          ("%d announcements leave at once on becoming Active, and switches drop such floods;"
                  + " vrrp_garp_interval spaces them")
              .formatted(addresses * burst.repeat()));
    }
    long last = announcements.gapNanos() * addresses * burst.repeat();
    if (last > LONG_BURST_NANOS) {
      regrets.add(
          "the last address is announced only %s s after becoming Active, by the gap between messages"
              .formatted(Numbers.seconds(last)));
    }
    addForgottenMac(instance, regrets);
    boolean isStrict = instance.protocol().manners().isStrict();
    if (announcements.onLowerPriority().repeat() == 0 && !isStrict) {
      regrets.add(
          "with garp_lower_prio_repeat 0 nobody is told where the addresses are after a split brain"
              + " has healed");
    }
  }

  private static void addForgottenMac(InstanceConfig instance, List<String> regrets) {
    var linkLayer = instance.linkLayer();
    if (!linkLayer.interfaces().isEmpty()
        && !linkLayer.advertsFromVirtualMac()
        && instance.announcements().refreshNanos() == 0) {
      regrets.add(
          "with vmac_xmit_base and no garp_master_refresh nothing regular leaves from the virtual MAC"
              + " address, and switches that forget it flood every port; 60 s is usual");
    }
  }
}
