package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StringsTest {
  private static List<String> strings(String text) {
    return Strings.from(text, 0);
  }

  @Test
  void bothQuotesJoinWhatTheyTouch() {
    assertEquals(List.of("abcd efg h jkl mnop"), strings("abcd\" efg h jkl \"mnop"));
    assertEquals(List.of("abcd", "efg h jkl", "mnop"), strings("abcd 'efg h jkl' mnop"));
    assertEquals(List.of("it's", "\"so\""), strings("\"it's\" '\"so\"'"));
  }

  @Test
  void backslashesEscape() {
    assertEquals(List.of("\u0007\b\u001B\f\n\r\t\u000B"), strings("\\a\\b\\E\\f\\n\\r\\t\\v"));
    assertEquals(
        List.of("AAg", "\u0001", "a b", "\"", "\\"), strings("\\101\\x41g \\cA a\\ b \\\" \\\\"));
  }

  @Test
  void anEmptyStringIsAString() {
    assertEquals(List.of("", "a"), strings("'' a"));
  }

  @Test
  void aBraceEndsThem() {
    assertEquals(List.of("a"), strings("a } b"));
    assertEquals(List.of("a}b"), strings("'a}b'{"));
    assertEquals(List.of("a${B}c"), strings("a${B}c"));
  }

  @Test
  void statementsGiveTheirArgumentsAsStrings() {
    var findings = new Findings();
    List<Line> lines = List.of(Line.of("f", 1, "notify \"/bin/a 'b c'\" root # why").finished());
    var statement =
        (Entry.Statement) new Tree(findings).of(new Lexer(findings).tokens(lines)).getFirst();
    assertEquals(List.of("/bin/a 'b c'", "root"), statement.strings());
  }
}
