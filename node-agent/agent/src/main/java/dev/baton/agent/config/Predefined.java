package dev.baton.agent.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The variables that need no definition. */
final class Predefined {
  private static final int MAX_RANDOM = 32_767;
  private static final Map<String, String> FORMS =
      Map.of(
          "_PWD", "write ${_PWD}",
          "_INSTANCE", "write ${_INSTANCE}",
          "_RANDOM", "write ${_RANDOM}, ${_RANDOM MIN} or ${_RANDOM MIN MAX}, MIN not above MAX",
          "_ENV", "write ${_ENV NAME} with a NAME that the environment has",
          "_HASH", "write ${_HASH}",
          "_BANG", "write ${_BANG}");

  private final String configId;
  private final Sources sources;
  private String directory = "";
  private SplittableRandom random = new SplittableRandom();

  Predefined(String configId, Sources sources) {
    this.configId = configId;
    this.sources = sources;
  }

  /** Takes the directory of the file that is being read. */
  void reading(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    directory = parent == null ? "/" : parent.toString();
  }

  /** Makes {@code ${_RANDOM}} repeatable. */
  void seed(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean has(String name) {
    return FORMS.containsKey(name);
  }

  /** How a variable has to be written. */
  String form(String name) {
    return FORMS.getOrDefault(name, "write ${" + name + "}");
  }

  Optional<String> value(String name, String arguments, boolean isQuoted) {
    return switch (name) {
      case "_RANDOM" -> random(arguments);
      case "_ENV" -> sources.environment(arguments);
      case String _ when arguments.isEmpty() -> plain(name, isQuoted);
      case String _ -> Optional.empty();
    };
  }

  private Optional<String> plain(String name, boolean isQuoted) {
    return switch (name) {
      case "_PWD" -> Optional.of(directory);
      case "_INSTANCE" -> Optional.of(configId);
      // Outside of quotes they would begin a comment.
      case "_HASH" -> Optional.of(isQuoted ? "#" : "\\#");
      case "_BANG" -> Optional.of(isQuoted ? "!" : "\\!");
      case String _ -> Optional.empty();
    };
  }

  private Optional<String> random(String arguments) {
    String[] bounds = arguments.isEmpty() ? new String[0] : arguments.split("\\s+");
    for (String bound : bounds) {
      if (!Numbers.isInteger(bound) || bound.startsWith("-")) {
        return Optional.empty();
      }
    }
    int min = bounds.length > 0 ? Integer.parseInt(bounds[0]) : 0;
    int max = bounds.length > 1 ? Integer.parseInt(bounds[1]) : MAX_RANDOM;
    return min > max
        ? Optional.empty()
        : Optional.of(Integer.toString(random.nextInt(min, max + 1)));
  }
}
