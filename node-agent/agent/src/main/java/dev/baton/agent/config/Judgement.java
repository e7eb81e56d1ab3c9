package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Standing.Harmful;
import dev.baton.agent.config.Standing.NotManaged;
import dev.baton.agent.config.Standing.NotYet;
import dev.baton.agent.config.Standing.Read;
import dev.baton.agent.config.Standing.Unknown;

/** Says of each statement whether it is read, and to the person why it is not. */
final class Judgement {
  private final Findings findings;

  Judgement(Findings findings) {
    this.findings = findings;
  }

  boolean isToBeRead(Statement statement, Keywords keywords) {
    Standing standing = keywords.standingOf(statement.keyword());
    return switch (standing) {
      case Read read -> true;
      case Harmful harmful -> true;
      case NotYet notYet -> {
        findings.warn(statement.position(), notYet(statement.keyword(), notYet));
        yield false;
      }
      case NotManaged notManaged -> {
        findings.warn(
            statement.position(),
            "not managed: "
                + statement.keyword()
                + " (left to keepalived or others: "
                + notManaged.part()
                + ")");
        yield false;
      }
      case Unknown unknown -> {
        findings.warn(statement.position(), unknown(statement, keywords, unknown));
        yield false;
      }
    };
  }

  static String notYet(String keyword, NotYet notYet) {
    return "not supported yet: " + keyword + " (" + notYet.instead() + ")";
  }

  private static String unknown(Statement statement, Keywords keywords, Unknown unknown) {
    return unknownKeyword(statement.keyword(), keywords, unknown)
        + (statement.opensBlock() ? "; its block is read over" : "; it is read over");
  }

  /** That keepalived does not know a word either, and what may have been meant. */
  static String unknownKeyword(String keyword, Keywords keywords, Unknown unknown) {
    String meant = unknown.nearest().isEmpty() ? "" : ", is '" + unknown.nearest() + "' meant?";
    return "unknown keyword '"
        + keyword
        + "': keepalived has none of this name "
        + keywords.place()
        + meant;
  }
}
