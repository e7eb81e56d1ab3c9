package dev.baton.agent.config;

/** Says in words what this host always has. */
final class StaticsDescription {
  private StaticsDescription() {}

  static void describe(Statics statics, Description said) {
    for (var item : statics.items()) {
      said.line("keeps", noun(item.fixture()) + " " + item.fixture() + needed(item.group()));
    }
    if (!statics.items().isEmpty()) {
      said.line("keeps", "all this while it runs, in whatever state its instances are;");
      said.line("keeps", "what somebody takes away comes back, where it does not say no_track");
    }
  }

  private static String noun(Fixture fixture) {
    return switch (fixture) {
      case VirtualAddress address -> "address";
      case Route route -> "route";
      case Rule rule -> "rule";
    };
  }

  private static String needed(TrackGroup group) {
    return group.members().isEmpty()
        ? ""
        : ", without which %s %s in fault (track_group %s)"
            .formatted(
                String.join(" and ", group.members()),
                group.members().size() == 1 ? "is" : "are",
                group.name());
  }
}
