package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Entry.BatonSetting;
import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TreeTest {
  private final Findings findings = new Findings();

  private List<Entry> tree(String text) {
    List<Line> lines = new Preprocessor("", new Sources.None(), findings).lines(Path.of("f"), text);
    return new Tree(findings).of(new Lexer(findings).tokens(lines));
  }

  /** The tree in one line: words, and blocks in brackets. */
  private String shown(String text) {
    return shown(tree(text));
  }

  private static String shown(List<Entry> entries) {
    return entries.stream().map(TreeTest::shown).collect(Collectors.joining("; "));
  }

  private static String shown(Entry entry) {
    return switch (entry) {
      case BatonSetting setting -> "@" + setting.key() + "=" + setting.value();
      case Statement statement -> {
        String words = statement.words().stream().map(Word::text).collect(Collectors.joining(" "));
        yield statement.opensBlock() ? words + " [" + shown(statement.body()) + "]" : words;
      }
    };
  }

  private List<String> errors() {
    return findings.inOrder().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void aStatementEndsWithItsLine() {
    assertEquals("a 1; b 2", shown("a 1\n\n b 2"));
  }

  @Test
  void theBraceMayStandOnTheSameLineOrBelow() {
    assertEquals("a 1 [b]", shown("a 1 {\nb\n}"));
    assertEquals("a 1 [b]", shown("a 1\n\n# why\n{\nb\n}"));
  }

  @Test
  void aBlockMayBeOneLine() {
    assertEquals("a [b c]; d", shown("a { b c }\nd"));
    assertEquals("a [b; c [d]]", shown("a{b\nc{d}}"));
  }

  @Test
  void whatFollowsAClosingBraceIsANewStatement() {
    assertEquals("a []; b", shown("a { } b"));
  }

  @Test
  void anEmptyBlockIsABlock() {
    Statement statement = (Statement) tree("a {}").getFirst();
    assertTrue(statement.opensBlock());
    assertFalse(((Statement) tree("a").getFirst()).opensBlock());
  }

  @Test
  void batonSettingsAreKeptWhereTheyStand() {
    assertEquals(
        "@node one; a [@segment lan area; b]",
        shown("#@baton node one\na {\n#@baton segment  lan area\nb }").replace("=", " "));
  }

  @Test
  void anExtraClosingBraceIsReadOver() {
    assertEquals("a []; b", shown("a { }\n}\nb"));
    assertEquals(List.of("f:2:1: error: '}' closes nothing and is read over; remove it"), errors());
  }

  @Test
  void aBlockWithoutAKeywordIsLeftOut() {
    assertEquals("a; b", shown("a\n{ x }\nb").replace("a [x]", "a"));
    assertEquals(List.of(), errors());
    assertEquals("b", shown("{ x }\nb"));
    assertEquals(1, errors().size());
  }

  @Test
  void aMissingClosingBraceEndsBeforeTheNextTopLevelBlock() {
    assertEquals(
        "vrrp_instance A [x [y]]; vrrp_instance B [z]",
        shown("vrrp_instance A {\nx {\ny\nvrrp_instance B {\nz\n}"));
    assertEquals(2, errors().size());
    assertEquals(
        "f:1:17: error: '{' is not closed; it is taken to end before vrrp_instance: put the missing"
            + " '}'",
        errors().getFirst());
  }

  @Test
  void aMissingClosingBraceEndsAtTheEndOfTheFile() {
    assertEquals("a [b]", shown("a {\nb"));
    assertEquals(1, errors().size());
  }

  @Test
  void deepNestingNeedsNoDeepStack() {
    int depth = 100_000;
    List<Entry> entries = tree("a {".repeat(depth) + "}".repeat(depth));
    assertEquals(1, entries.size());
  }
}
