package dev.baton.agent.config;

import java.util.Collection;
import java.util.List;

/** Finds what a misspelt word may have meant. */
final class Spelling {
  private static final int MAX_WORD_LENGTH = 40;

  private Spelling() {}

  /** The known word nearest to this one, empty when none is near. */
  static String nearest(String word, Collection<String> known) {
    if (word.length() > MAX_WORD_LENGTH) {
      return "";
    }
    for (String candidate : known) {
      if (candidate.equalsIgnoreCase(word)) {
        return candidate;
      }
    }
    int farthest = Math.min(2, word.length() / 3);
    String nearest = "";
    int least = farthest + 1;
    for (String candidate : farthest == 0 ? List.<String>of() : known) {
      if (Math.abs(candidate.length() - word.length()) <= Math.min(least, farthest)) {
        int distance = distance(word, candidate, least);
        if (distance < least || (distance == least && candidate.compareTo(nearest) < 0)) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, or some number above {@code most} if it is above that. */
  private static int distance(String a, String b, int most) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    int least = 0;
    for (int i = 1; i <= a.length() && least <= most; i++) {
      least = next(row, i, a.charAt(i - 1), b);
    }
    return least <= most ? row[b.length()] : most + 1;
  }

  /**
   * Turns the row of the table before the i-th letter into the one after it, and finds its least.
   */
  private static int next(int[] row, int i, char letter, String b) {
    int diagonal = row[0];
    row[0] = i;
    int least = i;
    for (int j = 1; j <= b.length(); j++) {
      int substituted = diagonal + (letter == b.charAt(j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      least = Math.min(least, row[j]);
    }
    return least;
  }
}
