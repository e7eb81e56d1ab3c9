package dev.baton.agent.config;

/** The smallest piece of a configuration that means something. */
record Token(Kind kind, String text, Position position, Source source) {
  /** What a token is. */
  enum Kind {
    WORD,
    OPEN,
    CLOSE,
    END_OF_LINE,
    /** The rest of a comment that begins with {@code #@baton}. */
    BATON
  }

  /** The line that a token was cut from, and where it begins in it. */
  record Source(String line, int start) {}

  Token(Kind kind, String text, Position position) {
    this(kind, text, position, new Source("", 0));
  }
}
