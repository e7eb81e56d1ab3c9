package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Standing.NotManaged;
import dev.baton.agent.config.Standing.NotYet;
import dev.baton.agent.config.Standing.Partly;
import dev.baton.agent.config.Standing.Read;
import dev.baton.agent.config.Standing.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page for users lists what the program knows. {@code -Dbaton.golden.update=true} writes its
 * tables anew.
 */
class KeywordsPageTest {
  private static final Path PAGE = Path.of("../../docs/keepalived-conf.md");
  private static final String MARK = "-Dbaton.golden.update=true -->\n";
  private static final List<Keywords> ALL =
      List.of(
          Keywords.TOP,
          Keywords.GLOBAL,
          Keywords.INSTANCE,
          Keywords.AUTHENTICATION,
          Keywords.ADDRESS,
          Keywords.TRACKED_INTERFACE);

  @Test
  void thePageListsEveryKeyword() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + tables();
    if (Boolean.getBoolean("baton.golden.update")) {
      Files.writeString(PAGE, written);
    }
    assertEquals(written, Files.readString(PAGE));
  }

  @Test
  void thePageNamesEverySettingOfBatonsOwn() throws IOException {
    String page = Files.readString(PAGE);
    Stream.concat(BatonSettings.TOP.stream(), BatonSettings.INSTANCE.stream())
        .forEach(key -> assertTrue(page.contains("`#@baton " + key + " "), key));
  }

  private static String tables() {
    var tables = new StringBuilder();
    for (Keywords keywords : ALL) {
      tables.append("\n### ").append(title(keywords.place())).append("\n\n");
      tables.append("| Keyword | Baton | |\n|---|---|---|\n");
      for (String word : new TreeSet<>(keywords.all())) {
        tables.append("| `").append(word).append("` | ");
        tables.append(standing(keywords.standingOf(word))).append(" |\n");
      }
    }
    return tables.toString();
  }

  private static String title(String place) {
    return Character.toUpperCase(place.charAt(0)) + place.substring(1);
  }

  private static String standing(Standing standing) {
    return switch (standing) {
      case Read _ -> "works | ";
      case NotYet notYet -> "without | " + notYet.instead();
      case Partly partly -> "in part | " + partly.missing();
      case NotManaged notManaged -> "not managed | " + notManaged.part();
      case Unknown _ -> throw new AssertionError("a listed word is known");
    };
  }
}
