package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.Token.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
  private final Findings findings = new Findings();

  private List<Token> tokens(String raw) {
    return new Lexer(findings).tokens(List.of(Line.of("f", 3, raw).finished()));
  }

  private List<String> words(String raw) {
    return tokens(raw).stream().filter(t -> t.kind() == Kind.WORD).map(Token::text).toList();
  }

  private List<Kind> kinds(String raw) {
    return tokens(raw).stream().map(Token::kind).toList();
  }

  @Test
  void wordsAreSeparatedBySpacesAndTabs() {
    assertEquals(List.of("advert_int", "1"), words("  advert_int \t 1  "));
  }

  @Test
  void eachTokenKnowsItsLineAndColumn() {
    List<Token> tokens = tokens("  a { b");
    assertEquals(new Position("f", 3, 3), tokens.get(0).position());
    assertEquals(new Position("f", 3, 5), tokens.get(1).position());
    assertEquals(new Position("f", 3, 7), tokens.get(2).position());
  }

  @Test
  void hashAndExclamationMarkBeginComments() {
    assertEquals(List.of("a"), words("a # b"));
    assertEquals(List.of("a"), words("a ! b"));
    assertEquals(List.of("a"), words("a#b"));
  }

  @Test
  void quotedCommentSignsAndBracesAreCharacters() {
    assertEquals(List.of("a # { } ! b", "c"), words("\"a # { } ! b\" c # d"));
  }

  @Test
  void aQuoteEndsAWord() {
    assertEquals(List.of("a", "b c", "d"), words("a\"b c\"d"));
  }

  @Test
  void onlyDoubleQuotesQuoteAWord() {
    assertEquals(List.of("'a", "b'"), words("'a b'"));
    assertEquals(List.of("a'b"), words("\"a'b\""));
  }

  @Test
  void backslashesAreCharacters() {
    assertEquals(List.of("a\\tb\\\\"), words("\"a\\tb\\\\\""));
    assertEquals(List.of("a\\tb\\", "c"), words("a\\tb\\ c"));
  }

  @Test
  void aBackslashKeepsASignFromBeingAComment() {
    assertEquals(List.of("a#b!c"), words("a\\#b\\!c # d"));
  }

  @Test
  void anEmptyQuotedStringIsAWord() {
    assertEquals(List.of("a", ""), words("a \"\""));
  }

  @Test
  void bracesStandAloneWithoutSpaces() {
    assertEquals(
        List.of(Kind.WORD, Kind.OPEN, Kind.WORD, Kind.CLOSE, Kind.END_OF_LINE), kinds("a{b}"));
  }

  @Test
  void bracesOfPlaceholdersBelongToTheWord() {
    assertEquals(List.of("priority", "${PRIO}0"), words("priority ${PRIO}0"));
  }

  @Test
  void aQuoteWithoutItsPartnerIsACharacterWithAWarning() {
    assertEquals(List.of("a", "\"b"), words("a \"b"));
    assertEquals(new Position("f", 3, 3), findings.inOrder().getFirst().position());
    assertEquals(Severity.WARNING, findings.inOrder().getFirst().severity());
  }

  @Test
  void anApostropheInsideAWordIsNothingToWarnAbout() {
    assertEquals(List.of("don't"), words("don't"));
    assertEquals(List.of(), findings.inOrder());
  }

  @Test
  void batonCommentsAreTokens() {
    List<Token> tokens = tokens("a #@baton segment lan");
    assertEquals(Kind.BATON, tokens.get(1).kind());
    assertEquals("segment lan", tokens.get(1).text());
    assertEquals(new Position("f", 3, 3), tokens.get(1).position());
  }

  @Test
  void commentsThatOnlyLookLikeBatonsAreComments() {
    assertEquals(List.of(Kind.END_OF_LINE), kinds("#@batons segment"));
    assertEquals(List.of(Kind.END_OF_LINE), kinds("# @baton segment"));
    assertEquals(List.of(Kind.END_OF_LINE), kinds("!@baton segment"));
  }
}
