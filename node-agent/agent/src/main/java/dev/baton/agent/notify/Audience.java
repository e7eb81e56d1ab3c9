package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.Notifications;
import dev.baton.agent.config.Notifications.GroupHooks;
import dev.baton.events.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is to be told of what. An instance that a reload takes away is known until its end has been
 * told.
 */
final class Audience {
  private final Map<Subject.Instance, String> names = new HashMap<>();
  private final Map<String, Hooks> hooks = new HashMap<>();
  private Notifications notifications = Notifications.NONE;
  private Map<String, Subject.Instance> present = Map.of();

  /** Learns what is in force from now on. */
  void learn(Map<String, Subject.Instance> subjects, Notifications inForce) {
    present = Map.copyOf(subjects);
    notifications = inForce;
    subjects.forEach((name, subject) -> {
      names.put(subject, name);
      hooks.put(name, inForce.of(name));
    });
  }

  /** The name of an instance, empty when it is not known. */
  String nameOf(Subject.Instance instance) {
    return names.getOrDefault(instance, "");
  }

  /** Whether the configuration has an instance of this name. */
  boolean isPresent(String name) {
    return present.containsKey(name);
  }

  Hooks ofInstance(String name) {
    return hooks.getOrDefault(name, Hooks.NONE);
  }

  /** What is run for the thing that a notice is about. */
  Hooks hooksFor(Notice notice) {
    return switch (notice.type()) {
      case INSTANCE -> ofInstance(notice.name());
      case GROUP -> notifications.ofGroup(notice.name());
    };
  }

  List<GroupHooks> groups() {
    return notifications.groups();
  }

  Notifications notifications() {
    return notifications;
  }
}
