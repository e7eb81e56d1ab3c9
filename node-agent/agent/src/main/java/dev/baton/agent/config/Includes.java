package dev.baton.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * {@code include} and its variants: which files they name, and what of it is an error. A missing
 * file is a warning unless a check was asked for.
 */
final class Includes {
  private static final Map<String, Set<Check>> KEYWORDS =
      Map.of(
          "include", Set.of(),
          "includer", Set.of(Check.READABLE),
          "includem", Set.of(Check.MATCH),
          "includew", Set.of(Check.WILDCARD_MATCH),
          "includeb", Set.of(Check.BRACE_MATCH),
          "includea", Set.of(Check.values()));

  private final Sources sources;
  private final Findings findings;

  /** What of an include has to be there. */
  enum Check {
    /** Each file that matches can be read. */
    READABLE,
    /** A name without wildcards matches a file. */
    MATCH,
    /** A name with wildcards matches a file, too. */
    WILDCARD_MATCH,
    /** Each alternative in braces matches a file. */
    BRACE_MATCH;

    /** The word for it in {@code include_check}. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A file that an include names. */
  record Included(Path path, boolean mustBeReadable) {}

  Includes(Sources sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.containsKey(word);
  }

  /** The files that one line asks for. */
  List<Included> of(Path including, Line line, Set<Check> inForce) {
    String[] words = line.text().strip().split("\\s+", 2);
    Position position = line.at(line.indent());
    if (words.length == 1) {
      findings.error(position, "include needs the name of a file, or a pattern");
      return List.of();
    }
    var checks = EnumSet.noneOf(Check.class);
    checks.addAll(inForce);
    checks.addAll(KEYWORDS.getOrDefault(words[0], Set.of()));
    return included(including, unquoted(words[1]), position, checks);
  }

  private List<Included> included(
      Path including, String pattern, Position position, Set<Check> checks) {
    var found = new ArrayList<Included>();
    var missing = new ArrayList<String>();
    try {
      for (String alternative : Globs.alternatives(pattern)) {
        List<Path> paths = sources.matching(including, alternative);
        paths.forEach(path -> found.add(new Included(path, !checks.isEmpty())));
        if (paths.isEmpty()) {
          missing.add(alternative);
        }
      }
    } catch (InvalidPathException | PatternSyntaxException e) {
      findings.error(position, "include '" + pattern + "' is not a file name or a pattern");
      return List.of();
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      findings.error(position, cannotBeRead("include '" + pattern + "'", e));
      return List.of();
    }
    if (found.isEmpty()) {
      missing(position, pattern, checks);
    } else if (checks.contains(Check.BRACE_MATCH)) {
      missing.forEach(alternative -> findings.error(position, nothing(alternative)));
    }
    return found;
  }

  private static String unquoted(String argument) {
    String text = argument.strip();
    boolean quoted = text.length() > 1 && Quotes.closingOf(text, 0) == text.length() - 1;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private void missing(Position position, String pattern, Set<Check> checks) {
    var strict = EnumSet.of(Check.WILDCARD_MATCH);
    if (Globs.hasBraces(pattern)) {
      strict.add(Check.BRACE_MATCH);
    } else if (!Globs.hasWildcards(pattern)) {
      strict.add(Check.MATCH);
    }
    if (checks.stream().anyMatch(strict::contains)) {
      findings.error(position, nothing(pattern));
    } else if (Globs.hasWildcards(pattern)) {
      findings.remark(position, nothing(pattern));
    } else {
      findings.warn(position, nothing(pattern));
    }
  }

  private static String nothing(String pattern) {
    return "include '" + pattern + "' matches no file; correct or remove it";
  }

  /** Reads what {@code include_check} says: the checks in force from there on. */
  Set<Check> checks(Line line, Set<Check> inForce) {
    String[] words = line.text().strip().split("\\s+");
    if (words.length == 1) {
      return Set.of(Check.values());
    }
    var checks = EnumSet.noneOf(Check.class);
    if (words[1].startsWith("+") || words[1].startsWith("-")) {
      checks.addAll(inForce);
    }
    for (String word : List.of(words).subList(1, words.length)) {
      boolean isRemoved = word.startsWith("-");
      String name = word.startsWith("+") || isRemoved ? word.substring(1) : word;
      for (Check check : checksOf(name, line)) {
        if (isRemoved) {
          checks.remove(check);
        } else {
          checks.add(check);
        }
      }
    }
    return checks;
  }

  private List<Check> checksOf(String word, Line line) {
    for (Check check : Check.values()) {
      if (check.word().equals(word)) {
        return List.of(check);
      }
    }
    findings.warn(
        line.at(line.indent()),
        "include_check is '"
            + word
            + "', allowed are readable, match, wildcard_match and brace_match, also with + or -;"
            + " it is read over: correct it");
    return List.of();
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
