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
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is written, reading it throws nothing and ends, and every place named exists. More, or
 * others, on demand: {@code -Dbaton.fuzz.inputs=N -Dbaton.fuzz.seed=S}.
 *
 * <p>An input is a whole small file that goes through the whole reader: one instance with up to six
 * statements of its own, sometimes with global definitions or one more block before it. Every
 * second one has one to four places mutated; one in 1024 is a mutated sample of a real shape
 * instead. One in 32 is also described, and what it resolves to is read again.
 */
class ConfigFuzzTest {
  private static final long SEED = Long.getLong("baton.fuzz.seed", 1L);
  private static final long INPUTS = Long.getLong("baton.fuzz.inputs", 2_000_000L);
  private static final int DESCRIBED_EVERY = 32;
  private static final int CORPUS_EVERY = 1024;
  private static final String ALPHABET = "{}#!$@~\"'\\ \n\t/=:.-0129aé\0\uD800";
  private static final List<String> PIECES =
      List.of(
          "${", "$A=$A", "@high ", "include *\n", "~SEQ(", "#@baton ", "999999999999", "weight");

  /** The inputs are numbered, so that one that failed can be made again by its number. */
  @Test
  void readingConfigurationsThrowsNothing() throws IOException {
    List<String> corpus = corpus();
    LongStream.range(0, INPUTS).parallel().forEach(number -> one(number, corpus));
  }

  private static void one(long number, List<String> corpus) {
    var random = new SplittableRandom(SEED * 1_000_003 + number);
    String text = text(number, corpus, random);
    try {
      check(text, number % DESCRIBED_EVERY == 0);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + SEED + ", input " + number + ":\n" + text, e);
    }
  }

  private static String text(long number, List<String> corpus, SplittableRandom random) {
    if (number % CORPUS_EVERY == 0) {
      return mutated(corpus.get(random.nextInt(corpus.size())), random);
    }
    String written = ConfigGrammar.write(random);
    return number % 2 == 0 ? written : mutated(written, random);
  }

  private static List<String> corpus() throws IOException {
    var texts = new ArrayList<String>();
    for (Path file : CorpusTest.corpus()) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  private static void check(String text, boolean isDescribed) {
    ConfigReading reading = KeepalivedConf.parse("f", text, "high");
    long lines = text.lines().count();
    for (Diagnostic diagnostic : reading.diagnostics()) {
      Position position = diagnostic.position();
      assertTrue(position.line() >= 1 && position.column() >= 1, diagnostic::toString);
      assertTrue(position.line() <= Math.max(1, lines), diagnostic::toString);
    }
    if (isDescribed) {
      var sink = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
      ConfigCheck.print(reading, "f", FakeThisHost.quiet(), sink, sink);
      ConfigReading engines =
          KeepalivedConf.parseResolved("f", reading.resolved().text(), InterfaceMtus.UNKNOWN);
      assertTrue(engines.config().equals(reading.config()), "the engine reads something else");
    }
  }

  private static String mutated(String text, SplittableRandom random) {
    var mutant = new StringBuilder(text);
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(mutant.length() + 1);
      int to = Math.min(mutant.length(), at + random.nextInt(20));
      switch (random.nextInt(5)) {
        case 0 -> mutant.delete(at, to);
        case 1 -> mutant.insert(at, mutant.substring(at, to));
        case 2 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        default -> mutant.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return mutant.toString();
  }
}
