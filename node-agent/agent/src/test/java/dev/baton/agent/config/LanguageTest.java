package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.Entry.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageTest {
  static List<LanguageCases.Case> cases() throws IOException {
    return LanguageCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void linesComeToWhatTheyComeToInKeepalived(LanguageCases.Case lines) {
    var findings = new Findings();
    Path file = Path.of("/var/tmp/f");
    List<Line> read =
        new Preprocessor(LanguageCases.CONFIG_ID, new Sources.None(), findings)
            .lines(file, lines.file());
    assertEquals(lines.words(), firstWords(read));
    assertEquals(lines.words(), firstWords(resolved(read)), "as the engine reads it");
  }

  private static List<Line> resolved(List<Line> lines) {
    return ResolvedText.of(lines)
        .text()
        .lines()
        .map(line -> Line.of("f", 1, line).finished())
        .toList();
  }

  private static List<String> firstWords(List<Line> lines) {
    List<Entry> tree = new Tree(new Findings()).of(new Lexer(new Findings()).tokens(lines));
    return tree.stream()
        .map(Statement.class::cast)
        .flatMap(globals -> globals.statements().stream())
        .map(Statement::keyword)
        .toList();
  }
}
