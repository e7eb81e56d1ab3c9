package dev.baton.agent.config;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.events.Family;

/** Describes how the addresses are announced to the neighbours. */
final class AnnouncementDescription {
  private final InstanceConfig instance;
  private final Description said;

  private AnnouncementDescription(InstanceConfig instance, Description said) {
    this.instance = instance;
    this.said = said;
  }

  static void describe(InstanceConfig instance, Description said) {
    if (instance.addresses().isEmpty() && instance.excluded().isEmpty()) {
      return;
    }
    new AnnouncementDescription(instance, said).describe();
  }

  private void describe() {
    Announcements announcements = instance.announcements();
    Burst onLowerPriority = announcements.onLowerPriority();
    boolean isSame = onLowerPriority.equals(announcements.onActive());
    line("on becoming Active: " + burst(announcements.onActive()));
    if (onLowerPriority.repeat() > 0) {
      line(
          "on hearing a lower priority while Active: "
              + (isSame ? "the same" : burst(onLowerPriority)));
    }
    if (announcements.refreshNanos() > 0) {
      line(
          "every %s s while Active: %s for each address"
              .formatted(
                  Numbers.seconds(announcements.refreshNanos()),
                  messages(announcements.refreshRepeat())));
    }
    if (announcements.gapNanos() > 0) {
      line("with %s s between two messages".formatted(Numbers.seconds(announcements.gapNanos())));
    }
  }

  private void line(String text) {
    said.line("announces", text);
  }

  private String burst(Burst burst) {
    String first = messages(burst.repeat()) + " for each address";
    return burst.delayNanos() == 0
        ? first
        : first + ", and again after " + Numbers.seconds(burst.delayNanos()) + " s";
  }

  private String messages(int count) {
    String noun = instance.family() == Family.IPV4 ? "gratuitous ARP" : "neighbour advertisement";
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
