package dev.baton.agent.config;

import java.util.List;

/** What a configuration file consists of, before anyone asks what the words mean. */
sealed interface Entry {
  Position position();

  /** A word and where it stands. */
  record Word(String text, Position position, Token.Source source) {}

  /** A keyword with its arguments, and the block that follows it, if one does. */
  record Statement(List<Word> words, boolean opensBlock, List<Entry> body) implements Entry {
    public Statement {
      words = List.copyOf(words);
      body = List.copyOf(body);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a statement has at least its keyword");
      }
    }

    String keyword() {
      return words.getFirst().text();
    }

    @Override
    public Position position() {
      return words.getFirst().position();
    }

    List<Word> arguments() {
      return words.subList(1, words.size());
    }

    /**
     * What follows the keyword, cut as commands and file names are: with both kinds of quotes, and
     * escapes. (Other words know only double quotes.)
     */
    List<String> strings() {
      if (words.size() == 1) {
        return List.of();
      }
      Token.Source source = words.get(1).source();
      return Strings.from(source.line(), source.start());
    }

    /** The statements of the block, without Baton's own settings. */
    List<Statement> statements() {
      return body.stream().filter(Statement.class::isInstance).map(Statement.class::cast).toList();
    }
  }

  /** A {@code #@baton key value} comment. */
  record BatonSetting(String key, String value, Position position) implements Entry {
    static BatonSetting of(String text, Position position) {
      String[] parts = text.split("\\s+", 2);
      return new BatonSetting(parts[0], parts.length > 1 ? parts[1].strip() : "", position);
    }
  }
}
