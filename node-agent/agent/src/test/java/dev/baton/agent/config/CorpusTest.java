package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations as they are found, each beside what {@code baton config check} says about it.
 * {@code -Dbaton.golden.update=true} writes the answers anew; read the difference before keeping
 * it.
 */
class CorpusTest {
  static final Path CORPUS = Path.of("src/test/resources/config/corpus");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void whatIsSaidAboutAConfigurationIsWhatStandsBesideIt(Path file) throws IOException {
    Path golden = file.resolveSibling(file.getFileName().toString().replace(".conf", ".expected"));
    String said = said(file);
    if (Boolean.getBoolean("baton.golden.update")) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.readString(golden), said);
  }

  private static String said(Path file) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        ConfigCheck.print(
            KeepalivedConf.read(file, "high"),
            file.toString(),
            FakeThisHost.quiet(),
            stream(out),
            stream(err));
    String text =
        out.toString(StandardCharsets.UTF_8)
            + "\n"
            + err.toString(StandardCharsets.UTF_8)
            + "exit "
            + exit
            + "\n";
    // The hash changes with every field that is added, and has tests of its own.
    return text.replace(CORPUS + "/", "").replaceAll("; hash [0-9a-f]{64}", "");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void noPasswordIsEverSaid() throws IOException {
    for (Path file : corpus()) {
      String said = said(file) + KeepalivedConf.read(file, "high");
      assertFalse(said.contains("longer-than"), file::toString);
      assertFalse(said.contains("secret"), file::toString);
      assertFalse(said.contains("Zq3kVw9s"), file::toString);
    }
  }
}
