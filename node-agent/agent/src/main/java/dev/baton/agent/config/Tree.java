package dev.baton.agent.config;

import dev.baton.agent.config.Entry.BatonSetting;
import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts tokens into a tree. A statement ends with its line or at a brace; an opening brace belongs
 * to the statement before it, be that on the same line or above. Wrong braces are reported and
 * mended where the file gives a hint: a block that only stands at the top ends all open ones.
 */
final class Tree {
  private final Findings findings;
  private final Deque<Level> open = new ArrayDeque<>();
  private List<Word> pending = new ArrayList<>();
  private boolean lineEnded;

  private record Level(List<Word> head, Position brace, List<Entry> body) {}

  Tree(Findings findings) {
    this.findings = findings;
    open.push(new Level(List.of(), new Position("", 1, 1), new ArrayList<>()));
  }

  List<Entry> of(List<Token> tokens) {
    for (Token token : tokens) {
      switch (token.kind()) {
        case WORD -> word(token);
        case OPEN -> opening(token);
        case CLOSE -> closing(token);
        case END_OF_LINE -> lineEnded = true;
        case BATON -> baton(token);
      }
    }
    flush();
    closeAll("at the end of the file");
    return List.copyOf(open.element().body());
  }

  private void word(Token token) {
    if (lineEnded) {
      flush();
    }
    lineEnded = false;
    pending.add(new Word(token.text(), token.position(), token.source()));
  }

  private void opening(Token token) {
    if (pending.isEmpty()) {
      findings.error(
          token.position(), "'{' without a keyword before it; its block is left out: remove it");
    } else if (open.size() > 1 && Keywords.onlyAtTop(pending.getFirst().text())) {
      closeAll("before " + pending.getFirst().text());
    }
    open.push(new Level(pending, token.position(), new ArrayList<>()));
    pending = new ArrayList<>();
  }

  private void closing(Token token) {
    flush();
    if (open.size() == 1) {
      findings.error(token.position(), "'}' closes nothing and is read over; remove it");
      return;
    }
    close();
  }

  private void close() {
    Level closed = open.pop();
    if (!closed.head().isEmpty()) {
      open.element().body().add(new Statement(closed.head(), true, closed.body()));
    }
  }

  private void closeAll(String where) {
    while (open.size() > 1) {
      findings.error(
          open.element().brace(),
          "'{' is not closed; it is taken to end " + where + ": put the missing '}'");
      close();
    }
  }

  private void baton(Token token) {
    // A keyword that still waits for its brace keeps waiting; the setting stands before it.
    open.element().body().add(BatonSetting.of(token.text(), token.position()));
  }

  private void flush() {
    if (!pending.isEmpty()) {
      open.element().body().add(new Statement(pending, false, List.of()));
      pending = new ArrayList<>();
    }
  }
}
