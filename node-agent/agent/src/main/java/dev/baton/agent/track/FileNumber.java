package dev.baton.agent.track;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a file that ought to hold a number, as C's {@code strtol} reads it in base 0: spaces
 * before it and anything after it are passed over, {@code 0x10} is 16 and {@code 010} is 8.
 */
sealed interface FileNumber {
  /**
   * A number.
   *
   * @param remark why it is 0 although nobody wrote that, or empty
   */
  record Value(int value, String remark) implements FileNumber {}

  /** A number that does not fit into 32 bits. */
  record TooLarge(String text) implements FileNumber {}

  /** What is in a file with nothing in it. */
  FileNumber EMPTY = new Value(0, "the file is empty");

  /** So much of the file is looked at. */
  int MOST_BYTES = 128;

  /** An optional sign, and the digits of one of three bases. */
  Pattern DIGITS =
      Pattern.compile(
          "\\s*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*)).*", Pattern.DOTALL);

  /** Reads a file; none, and what is no file, count as 0. */
  static FileNumber in(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Value(0, Files.exists(file) ? "not a file" : "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new Value(0, "not readable");
    }
  }

  /** The number that a text begins with. */
  static FileNumber of(String text) {
    Matcher matcher = DIGITS.matcher(text);
    if (!matcher.matches()) {
      return text.isEmpty() ? EMPTY : new Value(0, "the file has no number");
    }
    try {
      return new Value(Integer.parseInt(matcher.group(1) + digits(matcher), base(matcher)), "");
    } catch (NumberFormatException e) {
      return new TooLarge(text.strip());
    }
  }

  private static int base(Matcher matcher) {
    if (matcher.group(2) != null) {
      return 16;
    }
    return matcher.group(3) == null ? 10 : 8;
  }

  private static String digits(Matcher matcher) {
    return switch (base(matcher)) {
      case 16 -> matcher.group(2);
      case 8 -> matcher.group(3);
      default -> matcher.group(4);
    };
  }
}
