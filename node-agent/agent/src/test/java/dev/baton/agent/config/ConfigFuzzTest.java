package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the corpus is turned into, reading it throws nothing and every place named exists. */
class ConfigFuzzTest {
  private static final long SEED = 20_260_801;
  private static final int ROUNDS = 1_500;
  private static final String ALPHABET = "{}#!$@~\"'\\ \n\t/=:.-0129aé\0\uD800";
  private static final List<String> PIECES =
      List.of(
          "${", "$A=$A", "@high ", "include *\n", "~SEQ(", "#@baton ", "999999999999", "weight");

  @Test
  void readingMutatedConfigurationsThrowsNothing() throws IOException {
    var random = new Random(SEED);
    List<String> texts = texts();
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutated(texts.get(random.nextInt(texts.size())), texts, random);
      try {
        check(text);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + SEED + " round " + round + " failed on:\n" + text, e);
      }
    }
  }

  private static List<String> texts() throws IOException {
    var texts = new ArrayList<String>();
    for (Path file : CorpusTest.corpus()) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  private static void check(String text) {
    ConfigReading reading = KeepalivedConf.parse("f", text, "high");
    long lines = text.lines().count();
    for (Diagnostic diagnostic : reading.diagnostics()) {
      Position position = diagnostic.position();
      assertTrue(position.line() >= 1 && position.column() >= 1, diagnostic::toString);
      assertTrue(position.line() <= Math.max(1, lines), diagnostic::toString);
    }
    var sink = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    ConfigCheck.print(reading, "f", sink, sink);
  }

  private static String mutated(String text, List<String> texts, Random random) {
    var mutant = new StringBuilder(text);
    int mutations = 1 + random.nextInt(8);
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(mutant.length() + 1);
      int to = Math.min(mutant.length(), at + random.nextInt(20));
      switch (random.nextInt(6)) {
        case 0 -> mutant.delete(at, to);
        case 1 -> mutant.insert(at, mutant.substring(at, to));
        case 2 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 3 -> mutant.insert(at, slice(texts.get(random.nextInt(texts.size())), random));
        default -> mutant.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return mutant.toString();
  }

  private static String slice(String text, Random random) {
    int from = random.nextInt(text.length());
    return text.substring(from, Math.min(text.length(), from + random.nextInt(80)));
  }
}
