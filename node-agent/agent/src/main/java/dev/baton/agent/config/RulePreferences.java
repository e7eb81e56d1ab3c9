package dev.baton.agent.config;

import dev.baton.events.Family;
import java.util.EnumMap;
import java.util.Map;

/** Gives each rule of a file that has no preference one of its own, as keepalived counts them. */
final class RulePreferences {
  private static final long FIRST = 16_384;

  private final Map<Family, Long> next = new EnumMap<>(Family.class);

  long next(Family family, Position position, Findings findings) {
    long preference = next.getOrDefault(family, FIRST);
    next.put(family, preference - 1);
    findings.remark(
        position, "the rule has no preference; " + preference + " is used: give the one you want");
    return preference;
  }
}
