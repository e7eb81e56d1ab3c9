package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code track_group}: who is in fault while something static is not there. */
final class TrackGroupReader {
  /** In a group. */
  static final Keywords KEYWORDS = new Keywords("in track_group").read("group");

  private final Findings findings;
  private final Map<String, Statement> blocks = new LinkedHashMap<>();

  TrackGroupReader(Findings findings) {
    this.findings = findings;
  }

  /** Knows a group from now on. */
  void define(Statement block) {
    String name = block.arguments().isEmpty() ? "" : block.arguments().getFirst().text();
    if (name.isEmpty() || blocks.containsKey(name)) {
      String why = name.isEmpty() ? "track_group has no name" : "track_group " + name + " is given";
      String rest = name.isEmpty() ? "" : " twice";
      findings.error(block.position(), why + rest + ", and is left out: give it another name");
    } else {
      blocks.put(name, block);
    }
  }

  /** Whether a group of this name stands above. */
  boolean knows(String name) {
    return blocks.containsKey(name);
  }

  /** The groups by their names, once it is known which instances there are. */
  Map<String, TrackGroup> read(Collection<String> instances) {
    var groups = new LinkedHashMap<String, TrackGroup>();
    blocks.forEach((name, block) -> {
      var settings = Settings.of(block.position(), block.statements(), KEYWORDS, findings);
      var members = new ArrayList<String>();
      words(name, settings.all("group")).forEach(word -> join(name, word, instances, members));
      if (members.isEmpty()) {
        findings.error(
            block.position(), "track_group " + name + " has no instances and is left out");
      }
      groups.put(name, members.isEmpty() ? TrackGroup.NONE : new TrackGroup(name, members));
    });
    return groups;
  }

  private List<Word> words(String name, List<Statement> lists) {
    for (Statement more : lists.subList(Math.min(1, lists.size()), lists.size())) {
      findings.error(
          more.position(),
          "track_group " + name + " has a second list, which is read over: put all into one");
    }
    return lists.stream()
        .limit(1)
        .flatMap(list -> list.statements().stream())
        .flatMap(line -> line.words().stream())
        .toList();
  }

  private void join(String group, Word word, Collection<String> instances, List<String> members) {
    if (!instances.contains(word.text())) {
      findings.error(
          word.position(),
          "there is no vrrp_instance %s for track_group %s; it is passed over: correct it"
              .formatted(word.text(), group));
    } else if (!members.contains(word.text())) {
      members.add(word.text());
    }
  }
}
