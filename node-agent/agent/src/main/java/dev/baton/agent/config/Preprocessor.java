package dev.baton.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What happens to lines before their words count: {@code include}, {@code @id} conditions and
 * variables. Comes out: the lines of all files in the order in which they apply.
 */
final class Preprocessor {
  private static final Set<String> INCLUDES =
      Set.of("include", "includer", "includem", "includew", "includeb", "includea");
  private static final Pattern CONDITION = Pattern.compile("@(\\^?)([^\\s{}]+)");
  private static final Pattern EXPANSION = Pattern.compile("~(SEQx?|LST)\\(.*");
  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 1024;

  private final String configId;
  private final Sources sources;
  private final Findings findings;
  private final Variables variables;
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Path> open = new ArrayDeque<>();
  private int files;

  Preprocessor(String configId, Sources sources, Findings findings) {
    this.configId = configId;
    this.sources = sources;
    this.findings = findings;
    this.variables = new Variables(findings);
  }

  List<Line> lines(Path path, String text) {
    file(path, text);
    return List.copyOf(lines);
  }

  private void file(Path path, String text) {
    String name = path.toString();
    findings.reading(name);
    open.push(path.toAbsolutePath().normalize());
    files++;
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      line(path, Line.of(name, number, raw));
    }
    open.pop();
  }

  private void line(Path path, Line line) {
    String text = line.text().strip();
    String[] words = text.split("\\s+", 2);
    if (INCLUDES.contains(words[0])) {
      include(path, line, words.length > 1 ? unquoted(words[1]) : "");
    } else if (text.startsWith("@")) {
      condition(line);
    } else {
      plain(line);
    }
  }

  private void plain(Line line) {
    String text = line.text().strip();
    if (EXPANSION.matcher(text).matches()) {
      String name = text.substring(0, text.indexOf('('));
      findings.error(
          line.at(line.indent()),
          "not supported yet: " + name + " (the line is left out); write the lines one by one");
    } else if (!variables.define(line)) {
      lines.add(variables.expand(line));
    }
  }

  private void condition(Line line) {
    Matcher condition = CONDITION.matcher(line.text());
    if (!condition.find(line.indent())) {
      findings.warn(
          line.at(line.indent()),
          "'@' without a name; the line is left out. Write @NAME or @^NAME before the words");
      return;
    }
    boolean negated = !condition.group(1).isEmpty();
    if (condition.group(2).equals(configId) != negated) {
      plain(line.with(line.chars().from(condition.end())));
    }
  }

  private static String unquoted(String argument) {
    String text = argument.strip();
    boolean quoted = text.length() > 1 && Quotes.closingOf(text, 0) == text.length() - 1;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private void include(Path including, Line line, String pattern) {
    Position position = line.at(line.indent());
    if (pattern.isEmpty()) {
      findings.error(position, "include needs the name of a file, or a pattern");
      return;
    }
    List<Path> matching = matching(including, pattern, position);
    matching.forEach(path -> included(path, position));
  }

  private List<Path> matching(Path including, String pattern, Position position) {
    try {
      List<Path> matching = sources.matching(including, pattern);
      if (matching.isEmpty()) {
        findings.warn(position, "include '" + pattern + "' matches no file; correct or remove it");
      }
      return matching;
    } catch (InvalidPathException | PatternSyntaxException e) {
      findings.error(position, "include '" + pattern + "' is not a file name or a pattern");
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      findings.error(position, cannotBeRead("include '" + pattern + "'", e));
    }
    return List.of();
  }

  private void included(Path path, Position position) {
    Path key = path.toAbsolutePath().normalize();
    if (open.contains(key)) {
      findings.error(position, "include '" + path + "' names a file that is being read already");
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
      findings.error(position, cannotBeRead("include '" + path + "'", e));
    }
  }

  /** What a person can do with an I/O exception. */
  static String cannotBeRead(String what, Exception e) {
    return what + " cannot be read: " + reason(e);
  }

  /** The message of a file system's exception is often no more than the name of the file. */
  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException failure when failure.getReason() != null -> failure.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
