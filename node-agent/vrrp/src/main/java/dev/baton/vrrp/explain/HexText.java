package dev.baton.vrrp.explain;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Octets as people paste them. */
sealed interface HexText {
  /** The octets. */
  record Read(Octets octets) implements HexText {}

  /** What is wrong with the text. */
  record Unreadable(String why) implements HexText {}

  /** Offsets at the beginning of a line, as hexdump, xxd, tcpdump and Wireshark print them. */
  Pattern OFFSET = Pattern.compile("^\\s*(0x)?[0-9a-fA-F]{4,8}(:\\s*|\\s{2,})");

  /** One line of a dump: up to sixteen octets, then the same as characters. */
  Pattern DUMPED = Pattern.compile("^((?:[0-9a-fA-F]{2}(?:[0-9a-fA-F]{2})?(?:\\s{1,2}|$))+)");

  /** How many digits of a dump's line can be octets. */
  int DUMPED_DIGITS = 32;

  /** Reads hexadecimal digits with or without blanks, colons, 0x, offsets and line ends. */
  static HexText of(String text) {
    var digits = new StringBuilder();
    for (String line : text.lines().toList()) {
      var offset = OFFSET.matcher(line);
      digits.append(offset.find() ? dumped(offset.replaceFirst("")) : plain(line));
    }
    var odd = digits.chars().filter(c -> !HexFormat.isHexDigit(c)).limit(1).boxed().toList();
    return octets(digits, odd);
  }

  private static String plain(String line) {
    return line.replace("0x", "").replaceAll("[\\s:,.-]", "");
  }

  private static String dumped(String rest) {
    var octets = DUMPED.matcher(rest);
    String digits = octets.find() ? octets.group().replaceAll("\\s", "") : "";
    return digits.substring(0, Math.min(DUMPED_DIGITS, digits.length()));
  }

  private static HexText octets(StringBuilder digits, List<Integer> odd) {
    if (!odd.isEmpty()) {
      char character = (char) odd.getFirst().intValue();
      return new Unreadable("'" + character + "' is not a hexadecimal digit");
    }
    if (digits.isEmpty() || digits.length() % 2 != 0) {
      return new Unreadable(
          "an even number of hexadecimal digits is needed, not " + digits.length());
    }
    return new Read(Octets.of(HexFormat.of().parseHex(digits)));
  }
}
