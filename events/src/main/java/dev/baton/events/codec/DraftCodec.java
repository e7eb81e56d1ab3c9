package dev.baton.events.codec;

import dev.baton.events.Draft;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A draft on its way from engine to steward, which may be of different versions for a moment.
 *
 * <pre>
 *  0        2           4          12               20
 *  +--------+-----------+----------+----------------+------------------------------+
 *  | type   | version   | wall ns  | monotonic ns   | envelope fields, body fields |
 *  | u16    | u16       | i64      | i64            |                              |
 *  +--------+-----------+----------+----------------+------------------------------+
 * </pre>
 */
public final class DraftCodec {
  private static final int HEADER_BYTES = 20;

  private DraftCodec() {}

  /** What the bytes are. */
  public sealed interface Decoded {
    /** A draft. */
    record Ok(Draft draft) implements Decoded {}

    /** No draft, and why. */
    record Rejected(String reason) implements Decoded {}
  }

  /** Writes it in the newest version. */
  public static byte[] encode(Draft draft) {
    var type = EventType.of(draft.event());
    var out = new FieldWriter();
    EnvelopeFields.write(draft, out);
    EventCodec.write(draft.event(), out);
    var fields = out.toByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + fields.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) type.id())
        .putShort((short) type.version())
        .putLong(draft.wallNanos())
        .putLong(draft.monotonicNanos())
        .put(fields)
        .array();
  }

  /** Reads any version. */
  public static Decoded decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      return new Decoded.Rejected("too short: " + bytes.length + " bytes");
    }
    var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int typeId = Short.toUnsignedInt(header.getShort());
      int version = Short.toUnsignedInt(header.getShort());
      var in = new FieldReader(bytes, HEADER_BYTES, bytes.length);
      var event = EventCodec.read(typeId, version, in);
      return new Decoded.Ok(EnvelopeFields.read(header.getLong(), header.getLong(), in, event));
    } catch (MalformedFieldsException | UnknownEventTypeException | IllegalArgumentException e) {
      return new Decoded.Rejected(Rejections.reason(e));
    }
  }
}
