package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seeds find mistakes that are put into the engine by hand. */
class LoopDefectsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void eachMistakeIsFound() {
    var found =
        LoopDefect.all().parallelStream()
            .collect(
                Collectors.toMap(
                    LoopDefect::rule, this::firstSeed, (one, other) -> one, TreeMap::new));
    var missed = found.entrySet().stream().filter(entry -> entry.getValue() == 0).toList();
    assertTrue(missed.isEmpty(), () -> "missed: " + missed + " of " + found);
    assertEquals(LoopDefect.all().size(), found.size(), "each has its own words");
  }

  private long firstSeed(LoopDefect defect) {
    try {
      return new SpoiledEngine(defect).firstSeed(Files.createTempDirectory(directory, "engine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
