package dev.baton.events.codec;

import dev.baton.events.Command;
import dev.baton.events.Command.ExpectHandOver;
import dev.baton.events.Command.LiftHold;
import dev.baton.events.Command.PlaceHold;
import dev.baton.events.Command.Reload;
import dev.baton.events.Command.TakeOver;

/**
 * A command as tagged fields: in {@code command.issued}, and on the ring from steward to engine.
 */
public final class CommandCodec {
  private static final int KIND = 1;
  private static final int PLACE_HOLD = 1;
  private static final int LIFT_HOLD = 2;
  private static final int EXPECT_HAND_OVER = 3;
  private static final int TAKE_OVER = 4;
  private static final int RELOAD = 5;

  private CommandCodec() {}

  /** What the bytes are. */
  public sealed interface Decoded {
    /** A command. */
    record Ok(Command command) implements Decoded {}

    /** No command, and why. */
    record Rejected(String reason) implements Decoded {}
  }

  /** The fields of a command, and nothing else. */
  public static byte[] encode(Command command) {
    var out = new FieldWriter();
    write(command, out);
    return out.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  public static Decoded decode(byte[] bytes) {
    try {
      return new Decoded.Ok(read(new FieldReader(bytes, 0, bytes.length)));
    } catch (MalformedFieldsException | IllegalArgumentException e) {
      return new Decoded.Rejected(Rejections.reason(e));
    }
  }

  static void write(Command command, FieldWriter out) {
    switch (command) {
      case PlaceHold(var drainId, var by, var message, var expiresAtNanos) -> {
        out.number(KIND, PLACE_HOLD);
        out.text(2, drainId);
        out.text(3, by);
        out.text(4, message);
        out.number(5, expiresAtNanos);
      }
      case LiftHold(var drainId, var by) -> {
        out.number(KIND, LIFT_HOLD);
        out.text(2, drainId);
        out.text(3, by);
      }
      case ExpectHandOver(var virtualRouter, var forMillis) -> {
        out.number(KIND, EXPECT_HAND_OVER);
        out.nested(2, virtualRouter, ValueFields::virtualRouter);
        out.number(3, forMillis);
      }
      case TakeOver(var virtualRouter, var expectedActive, var expectedPriority) -> {
        out.number(KIND, TAKE_OVER);
        out.nested(2, virtualRouter, ValueFields::virtualRouter);
        out.text(3, expectedActive);
        out.number(4, expectedPriority.value());
      }
      case Reload(var message) -> {
        out.number(KIND, RELOAD);
        out.text(2, message);
      }
    }
  }

  static Command read(FieldReader in) {
    int kind = in.whole(KIND);
    return switch (kind) {
      case PLACE_HOLD -> new PlaceHold(in.text(2), in.text(3), in.text(4), in.number(5));
      case LIFT_HOLD -> new LiftHold(in.text(2), in.text(3));
      case EXPECT_HAND_OVER ->
          new ExpectHandOver(in.nested(2, ValueFields::virtualRouter), in.number(3));
      case TAKE_OVER ->
          new TakeOver(
              in.nested(2, ValueFields::virtualRouter), in.text(3), ValueFields.priority(in, 4));
      case RELOAD -> new Reload(in.text(2));
      default -> throw new MalformedFieldsException("unknown command kind " + kind);
    };
  }
}
