package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where it is said what something tracked weighs, for what is to be said of that. */
final class WeightPlaces {
  private static final Map<TrackerKind, List<String>> DEFINITIONS =
      Map.of(
          TrackerKind.SCRIPT, List.of("vrrp_script"),
          TrackerKind.FILE, List.of("track_file", "vrrp_track_file"),
          TrackerKind.PROCESS, List.of("vrrp_track_process"));

  private final Settings top;

  WeightPlaces(Settings top) {
    this.top = top;
  }

  /** In the instance's block, be it that it names the interface without a weight. */
  Position of(String instance, TrackedInterface tracked) {
    return entries(instance, "track_interface", tracked.name())
        .findFirst()
        .map(WeightPlaces::weight)
        .orElse(block(instance));
  }

  /** In the instance's block, or else where the tracker is defined. */
  Position of(String instance, Tracked tracked) {
    var entries = entries(instance, tracked.kind().block(), tracked.name()).toList();
    boolean isOwn = entries.stream().anyMatch(WeightPlaces::hasWeight);
    return Stream.concat(
            entries.stream().filter(entry -> isOwn).map(WeightPlaces::weight),
            definition(tracked).map(Statement::position))
        .findFirst()
        .orElse(entries.isEmpty() ? block(instance) : entries.getFirst().position());
  }

  private Stream<Statement> entries(String instance, String block, String name) {
    return blocks("vrrp_instance", instance)
        .flatMap(found -> found.statements().stream())
        .filter(inner -> inner.keyword().equals(block))
        .flatMap(inner -> inner.statements().stream())
        .filter(entry -> entry.keyword().equals(name));
  }

  private Stream<Statement> definition(Tracked tracked) {
    return DEFINITIONS.getOrDefault(tracked.kind(), List.of()).stream()
        .flatMap(keyword -> blocks(keyword, tracked.name()))
        .flatMap(found -> found.statements().stream())
        .filter(inner -> inner.keyword().equals("weight"));
  }

  /** The first of a name, which is the one that counts. */
  private Stream<Statement> blocks(String keyword, String name) {
    return top.all(keyword).stream()
        .filter(block -> block.arguments().stream().limit(1).anyMatch(is -> is.text().equals(name)))
        .limit(1);
  }

  private Position block(String instance) {
    return blocks("vrrp_instance", instance)
        .findFirst()
        .map(Statement::position)
        .orElse(top.start());
  }

  private static boolean hasWeight(Statement entry) {
    return entry.arguments().stream().anyMatch(word -> word.text().equals("weight"));
  }

  private static Position weight(Statement entry) {
    return entry.arguments().stream()
        .filter(word -> word.text().equals("weight"))
        .findFirst()
        .map(Word::position)
        .orElse(entry.position());
  }
}
