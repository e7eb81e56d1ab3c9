package dev.baton.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of a configuration, each with what they come to. */
final class LanguageCases {
  static final String CONFIG_ID = "main";

  private LanguageCases() {}

  /** Some lines, and the first word of each line that is read of them. */
  record Case(String lines, List<String> words) {
    /** A whole file with these lines, in a place where no word is known. */
    String file() {
      return "global_defs {\n" + lines + "\n}\n";
    }

    @Override
    public String toString() {
      return lines.replace("\n", " / ");
    }
  }

  static List<Case> all() throws IOException {
    Path file = Path.of("src/test/resources/config/language.txt");
    String text = Files.readString(file).replaceAll("(?m)\\A(#.*\n)+", "");
    var cases = new ArrayList<Case>();
    for (String block : text.split("\n--\n", -1)) {
      int arrow = block.lastIndexOf("\n=>");
      String words = block.substring(arrow + 3).strip();
      cases.add(
          new Case(
              block.substring(0, arrow),
              words.isEmpty() ? List.of() : List.of(words.split(" \\| ", -1))));
    }
    return cases;
  }
}
