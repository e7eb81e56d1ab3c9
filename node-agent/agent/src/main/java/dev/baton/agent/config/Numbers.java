package dev.baton.agent.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers as configurations write them. */
final class Numbers {
  // Lengths are bounded, so that neither parsing can overflow.
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern LARGE = Pattern.compile("[+-]?\\d{1,10}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}");

  private Numbers() {}

  static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches();
  }

  /** Whether it is an integer, be it as large as they get, that is allowed. */
  static boolean isWithin(String text, Range allowed) {
    if (!LARGE.matcher(text).matches()) {
      return false;
    }
    long number = Long.parseLong(text);
    return number == (int) number && allowed.contains((int) number);
  }

  static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }

  /** Nanoseconds in decimal seconds. */
  static long nanos(String seconds) {
    return new BigDecimal(seconds).movePointRight(9).longValueExact();
  }

  /** Seconds as a person reads them: at most three decimals, none that are zero. */
  static String seconds(long nanos) {
    BigDecimal seconds =
        BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    return seconds.signum() == 0 ? "0" : seconds.toPlainString();
  }
}
