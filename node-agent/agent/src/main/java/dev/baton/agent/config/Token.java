package dev.baton.agent.config;

/** The smallest piece of a configuration that means something. */
record Token(Kind kind, String text, Position position) {
  /** What a token is. */
  enum Kind {
    WORD,
    OPEN,
    CLOSE,
    END_OF_LINE,
    /** The rest of a comment that begins with {@code #@baton}. */
    BATON
  }
}
