package dev.baton.agent.config;

import dev.baton.agent.config.Includes.Check;
import dev.baton.agent.config.Includes.Included;
import dev.baton.agent.config.Variables.Definition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to lines before their words count: conditions, loops, variables and includes. Comes
 * out: the lines of all files in the order in which they apply.
 */
final class Preprocessor {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MAX_STEPS = 250_000;

  private final String configId;
  private final Sources sources;
  private final Findings findings;
  private final Predefined predefined;
  private final Variables variables;
  private final Includes includes;
  private final LoopReader loops = new LoopReader(this::substituted);
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Path> open = new ArrayDeque<>();
  private Set<Check> checks = Set.of();
  private int files;
  private int steps;

  Preprocessor(String configId, Sources sources, Findings findings) {
    this.configId = configId;
    this.sources = sources;
    this.findings = findings;
    this.predefined = new Predefined(configId, sources);
    this.variables = new Variables(findings, predefined);
    this.includes = new Includes(sources, findings);
  }

  List<Line> lines(Path path, String text) {
    return lines(path, text, Set.of());
  }

  /** The same, with these checks in force until the file says others. */
  List<Line> lines(Path path, String text, Set<Check> first) {
    checks = first;
    file(path, text);
    return List.copyOf(lines);
  }

  private void file(Path path, String text) {
    String name = path.toString();
    findings.reading(name);
    open.push(path);
    predefined.reading(path);
    files++;
    Set<Check> before = checks;
    var definition = new ArrayDeque<Line>();
    int number = 0;
    for (String raw : legible(name, text).lines().toList()) {
      number++;
      line(Line.of(name, number, raw), raw, definition);
    }
    define(definition);
    checks = before;
    open.pop();
    if (!open.isEmpty()) {
      predefined.reading(open.element());
    }
  }

  /** The text without what is none; nothing where the file is something else. */
  private String legible(String name, String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int line = (int) text.substring(0, nul).lines().count();
      int column = nul - text.lastIndexOf('\n', nul);
      findings.error(
          new Position(name, Math.max(1, line), column),
          "the file is left out: a NUL character stands here, and in no text; give a"
              + " keepalived.conf, in UTF-8 or ASCII");
      return "";
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      findings.remark(
          new Position(name, 1, 1),
          "the file begins with a byte order mark, which keepalived takes for part of a word; it is"
              + " read over: save the file without it");
      return text.substring(BYTE_ORDER_MARK.length());
    }
    return text;
  }

  /** Takes a line as it stands in the file; it may belong to a definition of several lines. */
  private void line(Line line, String raw, Deque<Line> definition) {
    boolean goesOn = endsWithBackslash(raw) || endsWithBackslash(line.text());
    if (!definition.isEmpty() || (goesOn && Condition.in(line, configId).isDefinition())) {
      definition.add(line);
      if (!goesOn) {
        define(definition);
      }
    } else {
      read(line, 0);
    }
  }

  private static boolean endsWithBackslash(String text) {
    return text.stripTrailing().endsWith("\\");
  }

  /** Takes a definition of several lines that has come to its end. */
  private void define(Deque<Line> definition) {
    if (definition.isEmpty()) {
      return;
    }
    Condition first = Condition.in(definition.remove(), configId);
    var value = new ArrayList<Line>();
    Definition head = Variables.definitionIn(first.rest()).orElseThrow();
    add(head.value(), value);
    definition.forEach(line -> add(line, value));
    definition.clear();
    if (first.applies()) {
      variables.define(head.name(), value.isEmpty() ? List.of(head.value()) : value);
    }
  }

  private static void add(Line line, List<Line> value) {
    Line whole = line.stripped();
    if (endsWithBackslash(whole.text())) {
      whole = whole.with(whole.chars().part(0, whole.text().length() - 1)).stripped();
    }
    if (!whole.text().isEmpty() || whole.comment().isSetting()) {
      value.add(whole);
    }
  }

  private void read(Line line, int depth) {
    if (steps > MAX_STEPS) {
      return;
    }
    steps++;
    if (steps > MAX_STEPS || depth > MAX_DEPTH) {
      steps = MAX_STEPS + 1;
      findings.error(
          line.at(line.indent()),
          ("the definitions and loops end here: allowed are %d in each other and %d lines in all;"
                  + " what follows is not read")
              .formatted(MAX_DEPTH, MAX_STEPS));
      return;
    }
    Condition condition = Condition.in(line, configId);
    if (condition.isNameless()) {
      findings.warn(
          line.at(line.indent()),
          "'@' without a name; the line is left out. Write @NAME or @^NAME before the words");
    } else if (condition.applies()) {
      unconditioned(condition.rest(), depth);
    }
  }

  private void unconditioned(Line line, int depth) {
    Optional<Definition> definition = Variables.definitionIn(line);
    if (definition.isPresent()) {
      variables.define(definition.get().name(), List.of(definition.get().value()));
      return;
    }
    switch (loops.in(line.text(), line.indent())) {
      case Loop.None _ -> substitute(line, depth);
      case Loop.Rounds rounds -> repeat(line, rounds, depth);
      case Loop.Malformed malformed ->
          findings.error(
              line.at(line.indent()),
              "the line is left out, as its ~ cannot be read: " + malformed.form());
    }
  }

  private void repeat(Line line, Loop.Rounds loop, int depth) {
    Line rest = line.with(line.chars().from(loop.end()));
    for (List<String> values : loop.rounds()) {
      for (int i = 0; i < values.size(); i++) {
        variables.define(loop.names().get(i), values.get(i), line);
      }
      read(rest, depth + 1);
    }
  }

  /** What variables bring in is read like what stands in the file. */
  private void substitute(Line line, int depth) {
    List<Line> substituted = variables.substituted(line);
    if (substituted.size() == 1 && substituted.getFirst().text().equals(line.text())) {
      finish(line.finished());
    } else {
      substituted.forEach(each -> read(each, depth + 1));
    }
  }

  private String substituted(String number) {
    var line = new Line("", 1, Chars.of(number, 1), new Line.Comment("", 1));
    return variables.substitutedQuietly(line).text().strip();
  }

  private void finish(Line line) {
    String word = firstWord(line);
    if (Includes.isKeyword(word)) {
      includes.of(open.element(), line, checks).forEach(file -> include(file, line));
      return;
    }
    switch (word) {
      case "include_check" -> checks = includes.checks(line, checks);
      case RandomSeed.WORD -> seed(line);
      default -> {}
    }
    lines.add(line);
  }

  private static String firstWord(Line line) {
    int start = line.indent();
    int end = start;
    while (end < line.text().length() && !Character.isWhitespace(line.text().charAt(end))) {
      end++;
    }
    return line.text().substring(start, end);
  }

  private void seed(Line line) {
    String[] words = line.text().strip().split("\\s+", 3);
    String seed = words.length > 1 ? words[1].replaceFirst("^\"(.*)\"$", "$1") : "";
    if (RandomSeed.isSeed(seed)) {
      predefined.seed(RandomSeed.of(seed));
    }
  }

  private void include(Included included, Line line) {
    Path path = included.path();
    Position position = line.at(line.indent());
    if (open.stream().anyMatch(other -> isSame(other, path))) {
      findings.error(
          position, "include '" + path + "' names a file that is being read already; remove it");
      return;
    }
    if (open.size() >= MAX_DEPTH || files >= MAX_FILES) {
      findings.error(
          position,
          "include '%s' is left out: allowed are %d files in each other and %d in all"
              .formatted(path, MAX_DEPTH, MAX_FILES));
      return;
    }
    try {
      file(path, sources.text(path));
    } catch (IOException e) {
      String message = Includes.cannotBeRead("include '" + path + "'", e);
      if (included.mustBeReadable()) {
        findings.error(position, message);
      } else {
        findings.warn(position, message + "; correct or remove it");
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
