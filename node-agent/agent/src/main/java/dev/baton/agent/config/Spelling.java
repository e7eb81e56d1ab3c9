package dev.baton.agent.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a misspelt word may have meant. */
final class Spelling {
  private static final int MAX_WORD_LENGTH = 40;

  private Spelling() {}

  /** The known word nearest to this one, empty when none is near. */
  static String nearest(String word, Collection<String> known) {
    if (word.length() > MAX_WORD_LENGTH) {
      return "";
    }
    int farthest = Math.min(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= farthest)
        .filter(candidate -> distance(word, candidate) <= farthest)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
