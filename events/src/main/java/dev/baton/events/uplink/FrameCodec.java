package dev.baton.events.uplink;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Sha256;
import dev.baton.events.codec.FieldReader;
import dev.baton.events.codec.FieldWriter;
import dev.baton.events.codec.MalformedFieldsException;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame.Ack;
import dev.baton.events.uplink.Frame.CommandIssued;
import dev.baton.events.uplink.Frame.Denied;
import dev.baton.events.uplink.Frame.Hello;
import dev.baton.events.uplink.Frame.Ping;
import dev.baton.events.uplink.Frame.Pong;
import dev.baton.events.uplink.Frame.Records;
import dev.baton.events.uplink.Frame.Welcome;
import java.nio.ByteBuffer;
import java.util.List;

/** A frame as bytes: its kind in one byte, then tagged fields. */
public final class FrameCodec {
  /** No frame is longer; both sides refuse longer messages unread. */
  public static final int MAX_BYTES = 64 * 1024;

  /** What a frame of records takes beside its records, and each of them beside its bytes. */
  private static final int RECORDS_OVERHEAD_BYTES = 48;

  private static final int RECORD_OVERHEAD_BYTES = 3;

  private static final int HELLO = 1;
  private static final int WELCOME = 2;
  private static final int DENIED = 3;
  private static final int RECORDS = 4;
  private static final int ACK = 5;
  private static final int COMMAND_ISSUED = 6;
  private static final int PING = 7;
  private static final int PONG = 8;

  private FrameCodec() {}

  /** What the bytes are. */
  public sealed interface Decoded {
    /** A frame. */
    record Ok(Frame frame) implements Decoded {}

    /** No frame, and why. */
    record Rejected(String reason) implements Decoded {}
  }

  /** How many of these records, from the first, one frame takes; at least 1 if there is any. */
  public static int fitting(List<Bytes> records) {
    int bytes = RECORDS_OVERHEAD_BYTES;
    int count = 0;
    for (var record : records) {
      bytes += RECORD_OVERHEAD_BYTES + record.length();
      if (bytes > MAX_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * The message.
   *
   * @throws IllegalArgumentException if it would be longer than {@link #MAX_BYTES}
   */
  public static byte[] encode(Frame frame) {
    var out = new FieldWriter();
    int kind = write(frame, out);
    var fields = out.toByteArray();
    if (fields.length >= MAX_BYTES) {
      throw new IllegalArgumentException(
          frame.getClass().getSimpleName() + " of " + fields.length + " bytes is too long");
    }
    return ByteBuffer.allocate(1 + fields.length).put((byte) kind).put(fields).array();
  }

  /** Reads a message; never throws. */
  public static Decoded decode(byte[] message) {
    if (message.length == 0 || message.length > MAX_BYTES) {
      return new Decoded.Rejected("a message of " + message.length + " bytes");
    }
    try {
      return read(message[0], new FieldReader(message, 1, message.length));
    } catch (MalformedFieldsException | IllegalArgumentException e) {
      return new Decoded.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private static int write(Frame frame, FieldWriter out) {
    return switch (frame) {
      case Hello hello -> write(hello, out);
      case Welcome welcome -> write(welcome, out);
      case Denied denied -> {
        out.text(1, denied.reason());
        out.text(2, denied.detail());
        yield DENIED;
      }
      case Records records -> {
        out.bytes(1, bytes(records.logId()));
        out.number(2, records.firstSeq());
        out.byteStrings(3, records.records().stream().map(Bytes::toArray).toList());
        yield RECORDS;
      }
      case Ack ack -> write(ack, out);
      case CommandIssued issued -> write(issued, out);
      case Ping ping -> {
        out.number(1, ping.sentMonotonicNanos());
        yield PING;
      }
      case Pong pong -> {
        out.number(1, pong.sentMonotonicNanos());
        out.number(2, pong.controllerWallNanos());
        yield PONG;
      }
    };
  }

  private static int write(Hello hello, FieldWriter out) {
    out.text(1, hello.node().value());
    out.text(2, hello.bootId());
    out.text(3, hello.version());
    out.number(4, hello.newestFormat());
    return HELLO;
  }

  private static int write(Welcome welcome, FieldWriter out) {
    out.text(1, welcome.clusterId());
    out.number(2, welcome.epoch());
    out.bytes(3, bytes(welcome.heldLogId()));
    out.number(4, welcome.heldSeq());
    out.bytes(5, welcome.heldHash().bytes());
    out.number(6, welcome.credit());
    return WELCOME;
  }

  private static int write(Ack ack, FieldWriter out) {
    out.nested(1, ack.held(), FrameCodec::write);
    out.nested(2, ack.controller(), FrameCodec::write);
    out.number(3, ack.credit());
    return ACK;
  }

  private static void write(LogHead head, FieldWriter out) {
    out.bytes(1, bytes(head.logId()));
    out.number(2, head.seq());
    out.bytes(3, head.hash().bytes());
  }

  private static LogHead head(FieldReader in) {
    return new LogHead(logId(in, 1), in.number(2), hash(in, 3));
  }

  private static int write(CommandIssued issued, FieldWriter out) {
    out.text(1, issued.clusterId());
    out.number(2, issued.epoch());
    out.bytes(3, issued.record().toArray());
    out.number(4, issued.remainingMillis());
    return COMMAND_ISSUED;
  }

  private static Decoded read(int kind, FieldReader in) {
    return switch (kind) {
      case HELLO -> ok(new Hello(new NodeName(in.text(1)), in.text(2), in.text(3), in.whole(4)));
      case WELCOME ->
          ok(
              new Welcome(
                  in.text(1), in.number(2), logId(in, 3), in.number(4), hash(in, 5), in.whole(6)));
      case DENIED -> ok(new Denied(in.text(1), in.text(2)));
      case RECORDS ->
          ok(
              new Records(
                  logId(in, 1),
                  in.number(2),
                  in.byteStrings(3).stream().map(FrameCodec::owned).toList()));
      case ACK ->
          ok(new Ack(in.nested(1, FrameCodec::head), in.nested(2, FrameCodec::head), in.whole(3)));
      case COMMAND_ISSUED ->
          ok(new CommandIssued(in.text(1), in.number(2), Bytes.copyOf(in.bytes(3)), in.number(4)));
      case PING -> ok(new Ping(in.number(1)));
      case PONG -> ok(new Pong(in.number(1), in.number(2)));
      default -> new Decoded.Rejected("unknown kind of frame " + kind);
    };
  }

  /** The reader of the fields has made an array of its own for each. */
  private static Bytes owned(byte[] bytes) {
    return Bytes.owning(bytes, 0, bytes.length);
  }

  private static Decoded ok(Frame frame) {
    return new Decoded.Ok(frame);
  }

  private static byte[] bytes(LogId id) {
    return ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array();
  }

  private static LogId logId(FieldReader in, int field) {
    var bytes = exactly(16, in.bytes(field));
    return new LogId(bytes.getLong(), bytes.getLong());
  }

  private static Sha256 hash(FieldReader in, int field) {
    return Sha256.read(exactly(Sha256.BYTES, in.bytes(field)).array(), 0);
  }

  private static ByteBuffer exactly(int length, byte[] bytes) {
    if (bytes.length != length) {
      throw new MalformedFieldsException(bytes.length + " bytes instead of " + length);
    }
    return ByteBuffer.wrap(bytes);
  }
}
