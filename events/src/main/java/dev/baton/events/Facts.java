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
 * and kept, and hardly any is looked at: so it is one array of bytes, as they stand in the record,
 * and texts are made of them only when somebody asks.
 *
 * <pre>
 *   fact | fact ...     each: length varint | 1 u8 | 2 u8 | length varint | name, UTF-8
 *                                           | 2 u8 | 2 u8 | length varint | value, UTF-8
 * </pre>
 */
public final class Facts extends AbstractMap<String, String> {
  /** The fields of a fact, each with its kind, which is a text. */
  private static final short NAME_TAG = 0x0201;

  private static final short VALUE_TAG = 0x0202;
  private static final int TAG_BYTES = 2;

  /** Of a fact whose lengths are all one byte: that of the fact, and two tags with lengths. */
  private static final int FRAMING_BYTES = 7;

  private static final int MOST_FRAMING_BYTES = 3 * 5 + 2 * TAG_BYTES;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] packed;

  private Facts(byte[] packed) {
    this.packed = packed;
  }

  /** The same facts, sorted; a copy if they could change. */
  public static Facts copyOf(Map<String, String> facts) {
    return facts instanceof Facts already ? already : pack(new TreeMap<>(facts));
  }

  /**
   * Whether that part of the array is made of facts just as they are kept here, each short. What is
   * not may still be facts, for {@link Packing}. Nothing is said of its being UTF-8.
   */
  public static boolean arePlain(byte[] bytes, int from, int to) {
    int before = from;
    int at = from;
    while (at < to) {
      int next = behindPlain(bytes, at, to);
      if (next < 0 || (at > from && compareNames(bytes, before, at) >= 0)) {
        return false;
      }
      before = at;
      at = next;
    }
    return true;
  }

  /** Where the fact ends that stands there; negative if it is longer than most, or none. */
  private static int behindPlain(byte[] bytes, int at, int to) {
    int end = at + 1 + bytes[at];
    if (end > to || end < at + FRAMING_BYTES) {
      return -1;
    }
    int value = at + 1 + TAG_BYTES + 1 + bytes[at + 1 + TAG_BYTES];
    boolean isPlain =
        value > at + 1 + TAG_BYTES
            && value <= end - TAG_BYTES - 1
            && (short) SHORT.get(bytes, at + 1) == NAME_TAG
            && (short) SHORT.get(bytes, value) == VALUE_TAG
            && value + TAG_BYTES + 1 + bytes[value + TAG_BYTES] == end;
    return isPlain ? end : -1;
  }

  /** The order of the names of two plain facts, by their bytes: mostly the first decides. */
  private static int compareNames(byte[] bytes, int one, int other) {
    int oneName = one + 1 + TAG_BYTES;
    int otherName = other + 1 + TAG_BYTES;
    int byFirst = Byte.compareUnsigned(bytes[oneName + 1], bytes[otherName + 1]);
    return byFirst != 0 && bytes[oneName] > 0 && bytes[otherName] > 0
        ? byFirst
        : Arrays.compareUnsigned(
            bytes,
            oneName + 1,
            oneName + 1 + bytes[oneName],
            bytes,
            otherName + 1,
            otherName + 1 + bytes[otherName]);
  }

  /** A copy of {@linkplain #arePlain plain} facts, of which the caller has checked the UTF-8. */
  public static Facts ofPlain(byte[] bytes, int from, int to) {
    return new Facts(Arrays.copyOfRange(bytes, from, to));
  }

  private static Facts pack(SortedMap<String, String> facts) {
    var packing = new Packing();
    facts.forEach(packing::add);
    return packing.asTheyCame();
  }

  /** Makes facts of names and values, again and again. Belongs to one thread. */
  public static final class Packing {
    private byte[] buffer = new byte[256];
    private int size;

    /** Forgets what was added, as after facts that turned out to be none. */
    public void restart() {
      size = 0;
    }

    /** A fact whose name and value stand in the array as UTF-8, which the caller has checked. */
    public void add(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
      begin(nameTo - nameFrom, valueTo - valueFrom);
      text(NAME_TAG, bytes, nameFrom, nameTo);
      text(VALUE_TAG, bytes, valueFrom, valueTo);
    }

    private void add(String nameText, String valueText) {
      var name = nameText.getBytes(StandardCharsets.UTF_8);
      var value = valueText.getBytes(StandardCharsets.UTF_8);
      begin(name.length, value.length);
      text(NAME_TAG, name, 0, name.length);
      text(VALUE_TAG, value, 0, value.length);
    }

    private void begin(int nameBytes, int valueBytes) {
      int most = MOST_FRAMING_BYTES + nameBytes + valueBytes;
      if (size + most > buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * (size + most));
      }
      varint(textBytes(nameBytes) + textBytes(valueBytes));
    }

    private void text(short tag, byte[] bytes, int from, int to) {
      SHORT.set(buffer, size, tag);
      size += TAG_BYTES;
      varint(to - from);
      System.arraycopy(bytes, from, buffer, size, to - from);
      size += to - from;
    }

    private static int textBytes(int length) {
      return TAG_BYTES + (38 - Integer.numberOfLeadingZeros(length | 1)) / 7 + length;
    }

    private void varint(int value) {
      int rest = value;
      while ((rest & ~0x7F) != 0) {
        buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      buffer[size++] = (byte) rest;
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

  /** How many bytes they are as they stand in a record. */
  public int packedBytes() {
    return packed.length;
  }

  /** Puts those bytes into an array. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(packed, 0, target, at, packed.length);
  }

  @Override
  public int size() {
    int count = 0;
    for (int at = 0; at < packed.length; at = next(at)) {
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
    return at < packed.length ? text(value(at)) : null;
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
    while (at < packed.length && !isNamed(at, wanted)) {
      at = next(at);
    }
    return at;
  }

  private boolean isNamed(int fact, byte[] wanted) {
    int name = name(fact);
    return Arrays.equals(packed, behindLength(name), next(name), wanted, 0, wanted.length);
  }

  /** By their bytes; what is out of order by those alone is sorted once more, and stays so. */
  private boolean isSorted() {
    int before = 0;
    int at = packed.length == 0 ? 0 : next(0);
    while (at < packed.length) {
      int earlier = name(before);
      int later = name(at);
      if (Arrays.compareUnsigned(
              packed,
              behindLength(earlier),
              next(earlier),
              packed,
              behindLength(later),
              next(later))
          >= 0) {
        return false;
      }
      before = at;
      at = next(at);
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

  /** Where a fact's name stands, with its length before it. */
  private int name(int fact) {
    return behindLength(fact) + TAG_BYTES;
  }

  /** Where its value stands, likewise. */
  private int value(int fact) {
    return next(name(fact)) + TAG_BYTES;
  }

  private String text(int at) {
    int start = behindLength(at);
    return new String(packed, start, next(at) - start, StandardCharsets.UTF_8);
  }

  /** Where the bytes begin whose length stands there. */
  private int behindLength(int at) {
    int end = at;
    while (packed[end] < 0) {
      end++;
    }
    return end + 1;
  }

  /** Where they end, and the next fact stands. */
  private int next(int at) {
    int end = at;
    int length = 0;
    int shift = 0;
    while (packed[end] < 0) {
      length |= (packed[end++] & 0x7F) << shift;
      shift += 7;
    }
    return end + 1 + (length | packed[end] << shift);
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
          var entry = Map.entry(text(name(at)), text(value(at)));
          at = Facts.this.next(at);
          return entry;
        }
      };
    }
  }
}
