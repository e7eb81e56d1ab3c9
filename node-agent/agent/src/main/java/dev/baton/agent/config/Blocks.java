package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which block of all each line belongs to, so that a finding stays itself when lines move. */
final class Blocks {
  static final Blocks NONE = new Blocks();

  private final Map<Line, String> titles = new HashMap<>();

  private record Line(String file, int number) {
    static Line of(Position position) {
      return new Line(position.file(), position.line());
    }
  }

  private Blocks() {}

  static Blocks of(List<Entry> tree) {
    var blocks = new Blocks();
    for (Entry entry : tree) {
      if (entry instanceof Statement statement) {
        blocks.put(statement, title(statement));
      }
    }
    return blocks;
  }

  private static String title(Statement statement) {
    var words = statement.words();
    return words.size() > 1 ? statement.keyword() + " " + words.get(1).text() : statement.keyword();
  }

  private void put(Entry entry, String title) {
    titles.putIfAbsent(Line.of(entry.position()), title);
    if (entry instanceof Statement statement) {
      statement.words().forEach(word -> titles.putIfAbsent(Line.of(word.position()), title));
      statement.body().forEach(inner -> put(inner, title));
    }
  }

  /** The keyword and name of the outermost block; empty outside of all. */
  String around(Position position) {
    return titles.getOrDefault(Line.of(position), "");
  }
}
