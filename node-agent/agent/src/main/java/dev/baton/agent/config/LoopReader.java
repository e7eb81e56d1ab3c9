package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ~SEQ(…)}, {@code ~SEQx(…)} and {@code ~LST(…)}. */
final class LoopReader {
  private static final int MAX_ROUNDS = 100_000;
  private static final Pattern LOOP = Pattern.compile("~(SEQx?|LST)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Loop BAD_SEQUENCE =
      new Loop.Malformed(
          "write ~SEQ(NAME, START, STEP, END) with numbers, a STEP that leads from START to END,"
              + " and at most 100000 of them; ~SEQx wants none below 0");
  private static final Loop BAD_LIST =
      new Loop.Malformed(
          "write ~LST(NAME, VALUE, ...), or ~LST({NAME, ...}, {VALUE, ...}, ...) with no more"
              + " values than names");

  private final UnaryOperator<String> substitution;

  /** Takes what puts variables into the numbers of a sequence. */
  LoopReader(UnaryOperator<String> substitution) {
    this.substitution = substitution;
  }

  Loop in(String text, int start) {
    if (!text.startsWith("~SEQ", start) && !text.startsWith("~LST", start)) {
      return new Loop.None();
    }
    Matcher loop = LOOP.matcher(text).region(start, text.length());
    boolean isList = text.startsWith("~LST", start);
    if (!loop.lookingAt()) {
      return isList ? BAD_LIST : BAD_SEQUENCE;
    }
    return isList ? list(loop) : sequence(loop);
  }

  private Loop sequence(Matcher loop) {
    String[] parts = loop.group(2).split(",", -1);
    if (parts.length < 2 || parts.length > 4 || !NAME.matcher(parts[0].strip()).matches()) {
      return BAD_SEQUENCE;
    }
    var numbers = new ArrayList<Integer>();
    for (int i = 1; i < parts.length; i++) {
      String number = substitution.apply(parts[i].strip());
      if (!isNumber(number)) {
        return BAD_SEQUENCE;
      }
      numbers.add(Integer.decode(number));
    }
    return sequence(loop, parts[0].strip(), numbers);
  }

  /** As C writes them: 0x for hexadecimal, 0 for octal. */
  private static boolean isNumber(String text) {
    return text.matches("[+-]?(0[xX][0-9a-fA-F]{1,7}|0[0-7]{0,9}|[1-9]\\d{0,8})");
  }

  private static Loop sequence(Matcher loop, String name, List<Integer> numbers) {
    int end = numbers.getLast();
    int start = numbers.size() > 1 ? numbers.getFirst() : end > 0 ? 1 : end < 0 ? -1 : 1;
    int step = numbers.size() > 2 ? numbers.get(1) : end >= start ? 1 : -1;
    boolean isHexadecimal = loop.group(1).equals("SEQx");
    boolean leadsThere = step > 0 ? start <= end : step < 0 && start >= end;
    if (!leadsThere || (isHexadecimal && Math.min(start, end) < 0)) {
      return BAD_SEQUENCE;
    }
    var rounds = new ArrayList<List<String>>();
    for (long i = start; step > 0 ? i <= end : i >= end; i += step) {
      if (rounds.size() == MAX_ROUNDS) {
        return BAD_SEQUENCE;
      }
      rounds.add(List.of(isHexadecimal ? Long.toHexString(i) : Long.toString(i)));
    }
    return new Loop.Rounds(List.of(name), rounds, loop.end());
  }

  private static Loop list(Matcher loop) {
    List<List<String>> groups = groups(loop.group(2));
    if (groups.size() < 2
        || !groups.getFirst().stream().allMatch(name -> NAME.matcher(name).matches())) {
      return BAD_LIST;
    }
    int width = groups.getFirst().size();
    var rounds = new ArrayList<List<String>>();
    for (List<String> group : groups.subList(1, groups.size())) {
      if (group.size() > width) {
        return BAD_LIST;
      }
      var round = new ArrayList<String>(group);
      while (round.size() < width) {
        round.add("");
      }
      rounds.add(round);
    }
    return new Loop.Rounds(groups.getFirst(), rounds, loop.end());
  }

  /** The parts between commas; those in braces have parts themselves. */
  private static List<List<String>> groups(String text) {
    var groups = new ArrayList<List<String>>();
    int start = 0;
    while (start <= text.length()) {
      int brace = text.indexOf('{', start);
      int comma = text.indexOf(',', start);
      boolean isGroup = brace >= 0 && (comma < 0 || brace < comma);
      int closing = isGroup ? text.indexOf('}', brace) : -1;
      if (isGroup && closing < 0) {
        return List.of();
      }
      if (isGroup) {
        groups.add(parts(text.substring(brace + 1, closing)));
        comma = text.indexOf(',', closing);
      } else {
        groups.add(List.of(text.substring(start, comma < 0 ? text.length() : comma).strip()));
      }
      start = comma < 0 ? text.length() + 1 : comma + 1;
    }
    return groups;
  }

  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    for (String part : text.split(",", -1)) {
      parts.add(part.strip());
    }
    return parts;
  }
}
