package dev.baton.agent.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What this host has as long as the agent runs, whatever its instances are.
 *
 * @param items addresses before the routes that may need them, and rules last
 */
public record Statics(List<Item> items) {
  /** Nothing. */
  public static final Statics NONE = new Statics(List.of());

  /** One of them, and who is in fault without it. */
  public record Item(Fixture fixture, TrackGroup group) {
    /** How its absence is called among an instance's faults. */
    public String faultName() {
      return "static " + fixture;
    }
  }

  /** Takes a copy. */
  public Statics {
    items = List.copyOf(items);
  }

  /** All of them, without who needs them. */
  public List<Fixture> fixtures() {
    return items.stream().map(Item::fixture).toList();
  }

  /** Those that an instance cannot be without. */
  public Stream<Item> neededBy(String instance) {
    return items.stream().filter(item -> item.group().members().contains(instance));
  }
}
