package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the installed keepalived whether it reads the language as we say it does. */
class KeepalivedLanguageIT {
  private static final Pattern UNKNOWN =
      Pattern.compile("(?m)^\\(Line \\d+\\) Unknown keyword '(.*)'$");

  static List<LanguageCases.Case> cases() throws IOException {
    return LanguageCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void keepalivedSaysTheSame(LanguageCases.Case lines) throws IOException, InterruptedException {
    Path file = Files.createTempFile(Path.of("/var/tmp"), "language", ".conf");
    try {
      Files.writeString(file, lines.file());
      assertEquals(lines.words(), unknownKeywords(file));
    } finally {
      Files.delete(file);
    }
  }

  private static List<String> unknownKeywords(Path file) throws IOException, InterruptedException {
    Process keepalived =
        new ProcessBuilder("keepalived", "-t", "-i", LanguageCases.CONFIG_ID, "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keepalived.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    keepalived.waitFor();
    return UNKNOWN.matcher(said).results().map(found -> found.group(1)).toList();
  }
}
