package dev.baton.agent.link;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What each instance has sent and heard: a page of slots in shared memory that one engine writes
 * with plain stores, and that anybody may read without the engine noticing. It begins at zero with
 * each engine.
 */
public final class AdvertCounts implements AutoCloseable {
  /** More instances than one interface has identifiers, for both families; the rest share one. */
  private static final int SLOTS = 1_024;

  /** The interface's name, then the identifier with the family, then the counters. */
  private static final int NAME_BYTES = 16;

  private static final int COUNTERS_OFFSET = NAME_BYTES + Long.BYTES;
  private static final int SLOT_BYTES = 128;

  /** What is no instance's stands after the slots. */
  private static final int UNKNOWN_VRIDS_OFFSET = SLOTS * SLOT_BYTES;

  private static final int PAGE_BYTES = UNKNOWN_VRIDS_OFFSET + SLOT_BYTES;

  private final UnsafeBuffer page;

  private AdvertCounts(ByteBuffer page) {
    this.page = new UnsafeBuffer(page);
  }

  /** What is counted; the last two are not counts but what the last advertisement said. */
  public enum Counter {
    RECEIVED(0),
    SENT(1),
    LENGTH_ERRORS(2),
    HOP_LIMIT_ERRORS(3),
    TYPE_ERRORS(4),
    INTERVAL_ERRORS(5),
    ADDRESS_LIST_ERRORS(6),
    AUTHENTICATION_TYPE_ERRORS(7),
    OTHER_ERRORS(8),
    RESIGNATIONS_RECEIVED(9),
    RESIGNATIONS_SENT(10),
    LAST_PRIORITY(11),
    LAST_INTERVAL_CENTISECONDS(12);

    private final int index;

    Counter(int index) {
      this.index = index;
    }
  }

  /** Makes a page where nothing was counted yet. */
  public static void create(Path file) {
    BufferUtil.free(IoUtil.mapNewFile(file.toFile(), PAGE_BYTES));
  }

  /**
   * How many advertisements had a VRID that no instance has there: the global vrid-errors of RFC
   * 8347. Of a page that is missing, none.
   */
  public static long unknownVrids(Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (var counts = open(file)) {
      return counts.unknownVrids();
    }
  }

  /** The same of this page. */
  public long unknownVrids() {
    return page.getLong(UNKNOWN_VRIDS_OFFSET);
  }

  /** An advertisement had a VRID that no instance has there. */
  public void countUnknownVrid() {
    page.putLong(UNKNOWN_VRIDS_OFFSET, unknownVrids() + 1);
  }

  /** Opens a page that another process made. */
  public static AdvertCounts open(Path file) {
    return new AdvertCounts(IoUtil.mapExistingFile(file.toFile(), "counts"));
  }

  /** A page that nobody else reads. */
  public static AdvertCounts inMemory() {
    return new AdvertCounts(ByteBuffer.allocateDirect(PAGE_BYTES));
  }

  /** What an instance has counted in a page, which may be missing. */
  public static Map<Counter, Long> read(Path file, Subject.Instance instance) {
    if (!Files.exists(file)) {
      return new EnumMap<>(Counter.class);
    }
    try (var counts = open(file)) {
      return counts.new Slot(counts.offsetOf(instance) + COUNTERS_OFFSET).values();
    }
  }

  /** The counters of an instance, those that it had before if there are any. */
  public Slot slot(Subject.Instance instance) {
    int offset = offsetOf(instance);
    if (page.getLong(offset + NAME_BYTES) == 0) {
      page.putBytes(offset, name(instance));
      page.putLongOrdered(offset + NAME_BYTES, key(instance));
    }
    return new Slot(offset + COUNTERS_OFFSET);
  }

  private int offsetOf(Subject.Instance instance) {
    byte[] name = name(instance);
    long key = key(instance);
    int index = 0;
    while (index < SLOTS - 1 && isAnothers(index * SLOT_BYTES, key, name)) {
      index++;
    }
    return index * SLOT_BYTES;
  }

  private static byte[] name(Subject.Instance instance) {
    return Arrays.copyOf(instance.interfaceName().getBytes(StandardCharsets.UTF_8), NAME_BYTES);
  }

  private boolean isAnothers(int offset, long key, byte[] name) {
    long there = page.getLong(offset + NAME_BYTES);
    return there != 0 && (there != key || !hasName(offset, name));
  }

  private boolean hasName(int offset, byte[] name) {
    return new UnsafeBuffer(page, offset, NAME_BYTES).equals(new UnsafeBuffer(name));
  }

  /** Never 0, which a slot has that nobody took. */
  private static long key(Subject.Instance instance) {
    int family = instance.family() == Family.IPV4 ? 4 : 6;
    return family * 1_000L + instance.vrid().value();
  }

  @Override
  public void close() {
    BufferUtil.free(page);
  }

  /** The counters of one instance. */
  public final class Slot {
    private final int offset;

    private Slot(int offset) {
      this.offset = offset;
    }

    /** An advertisement went out. */
    public void sent(Priority priority) {
      add(Counter.SENT);
      if (priority.equals(Priority.RESIGN)) {
        add(Counter.RESIGNATIONS_SENT);
      }
    }

    /** A whole advertisement came in. */
    public void heard(Priority priority, int intervalCentiseconds) {
      add(Counter.RECEIVED);
      if (priority.equals(Priority.RESIGN)) {
        add(Counter.RESIGNATIONS_RECEIVED);
      }
      put(Counter.LAST_PRIORITY, priority.value());
      put(Counter.LAST_INTERVAL_CENTISECONDS, intervalCentiseconds);
    }

    /** A message was discarded; for what, in the words of RFC 8347. */
    public void rejected(String why) {
      add(
          switch (why) {
            case "packet-length-errors" -> Counter.LENGTH_ERRORS;
            case "ip-ttl-errors" -> Counter.HOP_LIMIT_ERRORS;
            case "invalid-type-pkts-rcvd" -> Counter.TYPE_ERRORS;
            case "interval-errors" -> Counter.INTERVAL_ERRORS;
            case "address-list-errors" -> Counter.ADDRESS_LIST_ERRORS;
            case "auth-type-errors" -> Counter.AUTHENTICATION_TYPE_ERRORS;
            default -> Counter.OTHER_ERRORS;
          });
    }

    /** All of them now. */
    public Map<Counter, Long> values() {
      var values = new EnumMap<Counter, Long>(Counter.class);
      for (var counter : Counter.values()) {
        values.put(counter, page.getLong(at(counter)));
      }
      return values;
    }

    private void add(Counter counter) {
      put(counter, page.getLong(at(counter)) + 1);
    }

    private void put(Counter counter, long value) {
      page.putLong(at(counter), value);
    }

    private int at(Counter counter) {
      return offset + counter.index * Long.BYTES;
    }
  }
}
