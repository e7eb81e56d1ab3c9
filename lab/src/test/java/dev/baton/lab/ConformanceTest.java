package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of requirements in {@code docs/conformance.md} is whole, and names real tests. */
class ConformanceTest {
  private static final Path ROOT = Programs.root();
  private static final Pattern ROW = Pattern.compile("\\| R(\\d+) \\| (.+) \\| (.+) \\| (.*)\\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final int REQUIREMENTS = 95;

  private static List<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/conformance.md")).stream()
        .filter(line -> ROW.matcher(line).matches())
        .toList();
  }

  @Test
  void eachRequirementHasItsLine() throws IOException {
    var numbers =
        rows().stream()
            .map(row -> row.replaceFirst("\\| R(\\d+) .*", "$1"))
            .map(Integer::valueOf)
            .toList();
    assertEquals(IntStream.rangeClosed(1, REQUIREMENTS).boxed().toList(), numbers);
  }

  @Test
  void eachTestThatIsNamedExists() throws IOException {
    var missing = new ArrayList<String>();
    int named = 0;
    for (var row : rows()) {
      var tests = TEST.matcher(row);
      while (tests.find()) {
        named++;
        if (!isTest(tests.group(1), tests.group(2))) {
          missing.add(tests.group());
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named >= 70, named + " tests are named");
  }

  private static boolean isTest(String className, String method) throws IOException {
    var declaration = Pattern.compile("\\bvoid " + method + "\\(");
    try (var files = Files.walk(ROOT)) {
      var found =
          files
              .filter(file -> file.endsWith(className + ".java"))
              .filter(file -> file.toString().contains("/src/test/"))
              .toList();
      for (var file : found) {
        if (declaration.matcher(Files.readString(file)).find()) {
          return true;
        }
      }
      return false;
    }
  }
}
