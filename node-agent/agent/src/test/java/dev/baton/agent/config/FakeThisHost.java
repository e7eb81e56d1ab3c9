package dev.baton.agent.config;

import java.util.List;

/** A host for configurations to be checked on. */
final class FakeThisHost implements ThisHost {
  private final Look look;

  private FakeThisHost(Look look) {
    this.look = look;
  }

  /** A host that has nothing to say. */
  static FakeThisHost quiet() {
    return saying(List.of(), List.of());
  }

  static FakeThisHost saying(List<String> warnings, List<String> notes) {
    return new FakeThisHost(new Look(warnings, notes));
  }

  @Override
  public Look look(ConfigReading reading) {
    return look;
  }
}
