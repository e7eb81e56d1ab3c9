package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.Standing.NotManaged;
import dev.baton.agent.config.Standing.NotYet;
import dev.baton.agent.config.Standing.Partly;
import dev.baton.agent.config.Standing.Read;
import dev.baton.agent.config.Standing.Unknown;

/** Says of each keyword whether it is read, and to the person why it is not. */
final class Judgement {
  private final Findings findings;

  Judgement(Findings findings) {
    this.findings = findings;
  }

  /** Judges the keyword of a statement. */
  boolean isToBeRead(Statement statement, Keywords keywords) {
    String rest = statement.opensBlock() ? "; its block is read over" : "; it is read over";
    return isToBeRead(statement.words().getFirst(), keywords, rest);
  }

  /** Judges a word that stands after another one. */
  boolean isToBeRead(Word option, Keywords keywords) {
    return isToBeRead(option, keywords, "; it is read over");
  }

  /** Why a word is not read, for those who say themselves what that costs; empty if it is. */
  static String objection(Word word, Keywords keywords) {
    return switch (keywords.standingOf(word.text())) {
      case Read _, Partly _ -> "";
      case NotYet _ -> word.text() + " is not supported yet";
      case NotManaged notManaged -> notManaged(word.text(), notManaged);
      case Unknown unknown -> unknown(word.text(), keywords, unknown);
    };
  }

  private boolean isToBeRead(Word word, Keywords keywords, String rest) {
    String keyword = word.text();
    return switch (keywords.standingOf(keyword)) {
      case Read _, Partly _ -> true;
      case NotYet notYet -> isLeft(word, notYet(keyword, notYet));
      case NotManaged notManaged -> isLeft(word, notManaged(keyword, notManaged));
      case Unknown unknown -> isReadOver(word, unknown(keyword, keywords, unknown) + rest);
    };
  }

  private boolean isLeft(Word word, String why) {
    findings.remark(word.position(), why);
    return false;
  }

  private boolean isReadOver(Word word, String why) {
    findings.warn(word.position(), why);
    return false;
  }

  private static String notYet(String keyword, NotYet notYet) {
    return "not supported yet: " + keyword + " (" + notYet.instead() + ")";
  }

  private static String notManaged(String keyword, NotManaged notManaged) {
    return "not managed: " + keyword + " (left to keepalived or others: " + notManaged.part() + ")";
  }

  /** That keepalived does not know a word either, and what may have been meant. */
  private static String unknown(String keyword, Keywords keywords, Unknown unknown) {
    String meant = unknown.nearest().isEmpty() ? "" : ", is '" + unknown.nearest() + "' meant?";
    return "unknown keyword '"
        + keyword
        + "': keepalived has none of this name "
        + keywords.place()
        + meant;
  }
}
