package dev.baton.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Named facts, sorted by name: an unmodifiable map. With each transition that is read one is made
 * and kept, and hardly any is looked at: so it is one array of bytes, and texts are made of them
 * only when somebody asks.
 *
 * <pre>
 *   name | value | name | value ...     each: length u8 | UTF-8, or 255 | length u32 | UTF-8
 * </pre>
 */
public final class Facts extends AbstractMap<String, String> {
  private static final int LONG_TEXT = 255;
  private static final int LONG_LENGTH_BYTES = 5;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] packed;

  private Facts(byte[] packed) {
    this.packed = packed;
  }

  /** The same facts, sorted; a copy if they could change. */
  public static Facts copyOf(Map<String, String> facts) {
    return facts instanceof Facts already ? already : pack(new TreeMap<>(facts));
  }

  private static Facts pack(SortedMap<String, String> facts) {
    var packing = new Packing();
    facts.forEach((name, value) -> {
      packing.add(name);
      packing.add(value);
    });
    return packing.asTheyCame();
  }

  /** Makes facts of names and values in turn, again and again. Belongs to one thread. */
  public static final class Packing {
    private byte[] buffer = new byte[256];
    private int size;

    /** Forgets what was added, as after facts that turned out to be none. */
    public void restart() {
      size = 0;
    }

    /** A text as UTF-8, which the caller has checked. */
    public void add(byte[] bytes, int from, int to) {
      int length = to - from;
      if (size + LONG_LENGTH_BYTES + length > buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * (size + LONG_LENGTH_BYTES + length));
      }
      if (length < LONG_TEXT) {
        buffer[size++] = (byte) length;
      } else {
        buffer[size] = (byte) LONG_TEXT;
        INT.set(buffer, size + 1, length);
        size += LONG_LENGTH_BYTES;
      }
      System.arraycopy(bytes, from, buffer, size, length);
      size += length;
    }

    private void add(String text) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      add(bytes, 0, bytes.length);
    }

    /** All that was added; of two values of one name the later counts. */
    public Facts facts() {
      var facts = asTheyCame();
      return facts.isSorted() ? facts : facts.sorted();
    }

    private Facts asTheyCame() {
      var facts = new Facts(Arrays.copyOf(buffer, size));
      size = 0;
      return facts;
    }
  }

  /** What is told of each fact: where name and value stand, as UTF-8 in an array not to change. */
  public interface Visitor {
    /** The next by name. */
    void fact(byte[] texts, int nameFrom, int nameTo, int valueFrom, int valueTo);
  }

  /** Tells of all facts without making texts of them. */
  public void visit(Visitor visitor) {
    int at = 0;
    while (at < packed.length) {
      int value = next(at);
      int after = next(value);
      visitor.fact(packed, start(at), value, start(value), after);
      at = after;
    }
  }

  @Override
  public int size() {
    int count = 0;
    for (int at = 0; at < packed.length; at = next(next(at))) {
      count++;
    }
    return count;
  }

  @Override
  public boolean containsKey(Object name) {
    return find(name) < packed.length;
  }

  @Override
  public @Nullable String get(Object name) {
    int at = find(name);
    return at < packed.length ? text(next(at)) : null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new Entries();
  }

  @Override
  public boolean equals(Object other) {
    return (other instanceof Facts that && Arrays.equals(packed, that.packed))
        || super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Where the fact of that name stands, or behind all of them. */
  private int find(Object name) {
    if (!(name instanceof String text)) {
      return packed.length;
    }
    var wanted = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < packed.length
        && !Arrays.equals(packed, start(at), next(at), wanted, 0, wanted.length)) {
      at = next(next(at));
    }
    return at;
  }

  /** By their bytes; what is out of order by those alone is sorted once more, and stays so. */
  private boolean isSorted() {
    int before = 0;
    int at = packed.length == 0 ? 0 : next(next(0));
    while (at < packed.length) {
      if (Arrays.compareUnsigned(packed, start(before), next(before), packed, start(at), next(at))
          >= 0) {
        return false;
      }
      before = at;
      at = next(next(at));
    }
    return true;
  }

  private Facts sorted() {
    var facts = new TreeMap<String, String>();
    for (var fact : entrySet()) {
      facts.put(fact.getKey(), fact.getValue());
    }
    return pack(facts);
  }

  private String text(int at) {
    int start = start(at);
    return new String(packed, start, next(at) - start, StandardCharsets.UTF_8);
  }

  /** Where the bytes of the text begin that stands there. */
  private int start(int at) {
    return (packed[at] & 0xFF) < LONG_TEXT ? at + 1 : at + LONG_LENGTH_BYTES;
  }

  /** Where they end, and the next text stands. */
  private int next(int at) {
    int length = packed[at] & 0xFF;
    return length < LONG_TEXT
        ? at + 1 + length
        : at + LONG_LENGTH_BYTES + (int) INT.get(packed, at + 1);
  }

  private final class Entries extends AbstractSet<Entry<String, String>> {
    @Override
    public int size() {
      return Facts.this.size();
    }

    @Override
    public Iterator<Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < packed.length;
        }

        @Override
        public Entry<String, String> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int value = Facts.this.next(at);
          var entry = Map.entry(text(at), text(value));
          at = Facts.this.next(value);
          return entry;
        }
      };
    }
  }
}
