package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptCommandTest {
  @Test
  void wordsAreSplitAtBlanks() {
    assertEquals(List.of("/bin/a", "b", "c"), words("  /bin/a  b\tc "));
  }

  @Test
  void quotesHoldWordsTogetherAsInAShell() {
    assertEquals(List.of("/bin/a", "b c", "de f", ""), words("/bin/a 'b c' d\"e f\" ''"));
  }

  @Test
  void aBackslashTakesTheNextCharacterAsItIs() {
    assertEquals(List.of("/bin/a", "b c", "\"d", "\\e"), words("/bin/a b\\ c \\\"d '\\e'"));
    assertEquals(List.of("a\"b"), words("\"a\\\"b\""));
  }

  @Test
  void whatOnlyAShellUnderstandsIsAnArgument() {
    assertEquals(List.of("/bin/a", "$HOME", "&&", "exit", "1;"), words("/bin/a $HOME && exit 1;"));
  }

  @Test
  void aRedirectionIsAShells() {
    assertEquals(
        List.of("/bin/sh", "-c", "</dev/tcp/127.0.0.1/80"), words("</dev/tcp/127.0.0.1/80"));
  }

  @Test
  void aLoneQuoteIsACharacter() {
    assertEquals(List.of("/bin/a", "don't"), words("/bin/a don't"));
  }

  private static List<String> words(String text) {
    return new ScriptCommand(text, ScriptUser.UNSAID, false).words();
  }
}
