package dev.baton.agent.link;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent.StateChanged;
import dev.baton.events.codec.DraftCodec;
import java.nio.ByteBuffer;

/**
 * How a tracker stands, as the steward tells the engine.
 *
 * @param number of a file: what is in it; else how many processes, or nothing in particular
 * @param causation the event that says so in the log
 */
public record TrackerState(
    String kind, String name, Sense sense, long number, String detail, Causation causation) {
  private static final int HEADER_BYTES = 1 + Long.BYTES;

  /** What it comes to. */
  public enum Sense {
    /** All is well, or the number is 0. */
    UP(1),
    /** It failed, or the number is another. */
    DOWN(2),
    /** It cannot be watched at all, and has no say. */
    UNWATCHED(3);

    private final int code;

    Sense(int code) {
      this.code = code;
    }

    private static Sense of(int code) {
      for (Sense sense : values()) {
        if (sense.code == code) {
          return sense;
        }
      }
      throw new DamagedRing(code + " is no sense of a tracker");
    }
  }

  /** Whether all is well with it. */
  public boolean isUp() {
    return sense == Sense.UP;
  }

  byte[] encoded() {
    var event = new StateChanged(name, kind, isUp(), detail);
    var draft = new Draft(0, 0, Subject.NODE, Actor.NOBODY, causation, "", 0, event);
    byte[] bytes = DraftCodec.encode(draft);
    return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
        .put((byte) sense.code)
        .putLong(number)
        .put(bytes)
        .array();
  }

  static TrackerState decoded(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new DamagedRing("a tracker's state of " + bytes.length + " bytes");
    }
    var buffer = ByteBuffer.wrap(bytes);
    var sense = Sense.of(buffer.get());
    long number = buffer.getLong();
    var rest = new byte[buffer.remaining()];
    buffer.get(rest);
    if (DraftCodec.decode(rest) instanceof DraftCodec.Decoded.Ok(Draft draft)
        && draft.event() instanceof StateChanged(var name, var kind, var isUp, var detail)) {
      return new TrackerState(kind, name, sense, number, detail, draft.causation());
    }
    throw new DamagedRing("a message that should be a tracker's state and is none");
  }
}
