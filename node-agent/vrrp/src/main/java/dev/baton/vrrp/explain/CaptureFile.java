package dev.baton.vrrp.explain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The packets of a capture in the classic pcap form, of any byte order and resolution. */
sealed interface CaptureFile {

  /**
   * The packets that have all their octets.
   *
   * @param remarks what else the file has
   */
  record Packets(List<Packet> packets, List<String> remarks) implements CaptureFile {
    /** Keeps copies. */
    public Packets {
      packets = List.copyOf(packets);
      remarks = List.copyOf(remarks);
    }
  }

  /** One packet, and when it was captured, since the epoch. */
  record Packet(int number, long timeNanos, Octets octets) {}

  /** No capture that can be read, and what to do. */
  record Unreadable(String why) implements CaptureFile {}

  /** Whether the octets look like a capture of any kind. */
  static boolean isCapture(byte[] octets) {
    return octets.length >= 4 && Magic.of(ByteBuffer.wrap(octets).getInt()) != Magic.UNKNOWN;
  }

  /** Reads the packets of a file. */
  static CaptureFile read(byte[] octets) {
    if (octets.length < FILE_HEADER_BYTES) {
      return new Unreadable("the file ends within its header");
    }
    var magic = Magic.of(ByteBuffer.wrap(octets).getInt());
    if (magic == Magic.PCAPNG) {
      return new Unreadable("it is a pcapng file: convert it with `tshark -r FILE -F pcap -w OUT`");
    }
    var file = ByteBuffer.wrap(octets).order(magic.order);
    int link = file.getInt(LINK_OFFSET) & 0xFFFF;
    int skipped = skippedBytes(link);
    if (skipped < 0) {
      return new Unreadable("link type " + link + " is not Ethernet, raw IP or Linux cooked");
    }
    return packets(file, magic, skipped);
  }

  private static CaptureFile packets(ByteBuffer file, Magic magic, int skipped) {
    var packets = new ArrayList<Packet>();
    var remarks = new ArrayList<String>();
    int at = FILE_HEADER_BYTES;
    for (int number = 1; at < file.limit(); number++) {
      int captured = at + RECORD_BYTES <= file.limit() ? file.getInt(at + 8) : -1;
      if (captured < 0 || captured > file.limit() - at - RECORD_BYTES) {
        remarks.add("the file ends within packet " + number);
        break;
      }
      long seconds = Integer.toUnsignedLong(file.getInt(at));
      long fraction = Integer.toUnsignedLong(file.getInt(at + 4)) * magic.unitNanos;
      if (captured < file.getInt(at + 12)) {
        remarks.add("packet " + number + " was cut by the capture (snaplen); it is left out");
      } else if (captured > skipped) {
        var octets = new byte[captured - skipped];
        file.get(at + RECORD_BYTES + skipped, octets);
        packets.add(new Packet(number, seconds * 1_000_000_000L + fraction, Octets.of(octets)));
      }
      at += RECORD_BYTES + captured;
    }
    return new Packets(packets, remarks);
  }

  /** How long the pseudo-header of a link type is; Ethernet's is real and stays. */
  private static int skippedBytes(int link) {
    return switch (link) {
      case 1, 12, 101, 228, 229 -> 0;
      case 113 -> 16;
      case 276 -> 20;
      default -> -1;
    };
  }

  /** The first four octets of a file. */
  enum Magic {
    /** Microseconds, big-endian. */
    MICROS_BIG(0xA1B2C3D4, ByteOrder.BIG_ENDIAN, 1_000),
    /** Microseconds, little-endian. */
    MICROS_LITTLE(0xD4C3B2A1, ByteOrder.LITTLE_ENDIAN, 1_000),
    /** Nanoseconds, big-endian. */
    NANOS_BIG(0xA1B23C4D, ByteOrder.BIG_ENDIAN, 1),
    /** Nanoseconds, little-endian. */
    NANOS_LITTLE(0x4D3CB2A1, ByteOrder.LITTLE_ENDIAN, 1),
    /** The newer format, which is not read. */
    PCAPNG(0x0A0D0D0A, ByteOrder.BIG_ENDIAN, 1),
    /** Something else. */
    UNKNOWN(0, ByteOrder.BIG_ENDIAN, 1);

    private final int value;
    private final ByteOrder order;
    private final long unitNanos;

    Magic(int value, ByteOrder order, long unitNanos) {
      this.value = value;
      this.order = order;
      this.unitNanos = unitNanos;
    }

    static Magic of(int value) {
      for (var magic : values()) {
        if (magic.value == value && magic != UNKNOWN) {
          return magic;
        }
      }
      return UNKNOWN;
    }
  }

  /** The length of the file's header. */
  int FILE_HEADER_BYTES = 24;

  /** Where the link type is. */
  int LINK_OFFSET = 20;

  /** The length of a packet's header. */
  int RECORD_BYTES = 16;
}
