package dev.baton.events;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named facts, sorted by name: an unmodifiable map of few entries in one array, because one is made
 * for each transition that is read.
 */
public final class Facts extends AbstractMap<String, String> {
  private final String[] pairs;

  private Facts(String[] pairs) {
    this.pairs = pairs;
  }

  /** The same facts, sorted; a copy if they could change. */
  public static Facts copyOf(Map<String, String> facts) {
    if (facts instanceof Facts already) {
      return already;
    }
    var pairs = new String[2 * facts.size()];
    int at = 0;
    for (var entry : new TreeMap<>(facts).entrySet()) {
      pairs[at++] = Objects.requireNonNull(entry.getKey());
      pairs[at++] = Objects.requireNonNull(entry.getValue());
    }
    return new Facts(pairs);
  }

  /**
   * Facts that mostly are sorted already; of two with one name the later counts.
   *
   * @param pairs name and value in turn; nobody may change it from now on
   */
  public static Facts owning(String... pairs) {
    for (int i = 2; i < pairs.length; i += 2) {
      if (pairs[i - 2].compareTo(pairs[i]) >= 0) {
        return sorted(pairs);
      }
    }
    return new Facts(pairs);
  }

  private static Facts sorted(String... pairs) {
    var facts = new TreeMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      facts.put(pairs[i], pairs[i + 1]);
    }
    return copyOf(facts);
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public boolean containsKey(Object name) {
    return find(name) < pairs.length;
  }

  @Override
  public String getOrDefault(Object name, String otherwise) {
    int at = find(name);
    return at < pairs.length ? pairs[at + 1] : otherwise;
  }

  /** Where the name stands, or behind all of them. */
  private int find(Object name) {
    int at = 0;
    while (at < pairs.length && !pairs[at].equals(name)) {
      at += 2;
    }
    return at;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, String>> {
    @Override
    public int size() {
      return pairs.length / 2;
    }

    @Override
    public Iterator<Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < pairs.length;
        }

        @Override
        public Entry<String, String> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          at += 2;
          return Map.entry(pairs[at - 2], pairs[at - 1]);
        }
      };
    }
  }
}
