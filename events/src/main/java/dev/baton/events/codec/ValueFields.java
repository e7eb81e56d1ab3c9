package dev.baton.events.codec;

import dev.baton.events.Actor;
import dev.baton.events.Cause;
import dev.baton.events.EventId;
import dev.baton.events.Family;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The fields of the values that events are made of. */
final class ValueFields {
  private static final InstanceState[] STATES = InstanceState.values();
  private static final Cause[] CAUSES = Cause.values();
  private static final Family[] FAMILIES = Family.values();

  /** One for each value, because a priority stands in each transition that is read. */
  private static final List<Priority> PRIORITIES =
      IntStream.rangeClosed(0, Priority.OWNER.value()).mapToObj(Priority::new).toList();

  private ValueFields() {}

  static byte[] logId(LogId id) {
    return ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array();
  }

  static LogId logId(FieldReader in, int field) {
    var bytes = ByteBuffer.wrap(exactly(16, in.bytes(field)));
    return new LogId(bytes.getLong(), bytes.getLong());
  }

  static Sha256 sha256(FieldReader in, int field) {
    return Sha256.read(exactly(Sha256.BYTES, in.bytes(field)), 0);
  }

  static NodeName node(FieldReader in, int field) {
    return new NodeName(in.text(field));
  }

  static Priority priority(FieldReader in, int field) {
    int value = in.whole(field);
    return value >= 0 && value < PRIORITIES.size() ? PRIORITIES.get(value) : new Priority(value);
  }

  static void eventId(EventId id, FieldWriter out) {
    out.text(1, id.node().value());
    out.bytes(2, logId(id.logId()));
    out.number(3, id.nodeSeq());
  }

  static EventId eventId(FieldReader in) {
    return new EventId(node(in, 1), logId(in, 2), in.number(3));
  }

  static void virtualRouter(VirtualRouterId id, FieldWriter out) {
    out.text(1, id.segment());
    out.number(2, code(id.family()));
    out.number(3, id.vrid().value());
  }

  static VirtualRouterId virtualRouter(FieldReader in) {
    return new VirtualRouterId(in.text(1), family(in.whole(2)), new Vrid(in.whole(3)));
  }

  static void instance(Subject.Instance instance, FieldWriter out) {
    out.text(1, instance.segment());
    out.text(2, instance.interfaceName());
    out.number(3, code(instance.family()));
    out.number(4, instance.vrid().value());
  }

  static Subject.Instance instance(FieldReader in) {
    return new Subject.Instance(in.text(1), in.text(2), family(in.whole(3)), new Vrid(in.whole(4)));
  }

  static void actor(Actor.Known actor, FieldWriter out) {
    out.text(1, actor.kind());
    out.text(2, actor.id());
    out.text(3, actor.via());
  }

  static Actor.Known actor(FieldReader in) {
    return new Actor.Known(in.text(1), in.text(2), in.text(3));
  }

  static InstanceState state(FieldReader in, int field) {
    return ofCode(STATES, InstanceState::code, in.whole(field), "instance state");
  }

  static Cause cause(FieldReader in, int field) {
    return ofCode(CAUSES, Cause::code, in.whole(field), "cause");
  }

  private static int code(Family family) {
    return switch (family) {
      case IPV4 -> 4;
      case IPV6 -> 6;
    };
  }

  private static Family family(int code) {
    return ofCode(FAMILIES, ValueFields::code, code, "address family");
  }

  private static <E> E ofCode(E[] all, ToIntFunction<E> codeOf, int code, String what) {
    // Codes mostly count up.
    int place = code - codeOf.applyAsInt(all[0]);
    if (place >= 0 && place < all.length && codeOf.applyAsInt(all[place]) == code) {
      return all[place];
    }
    for (var each : all) {
      if (codeOf.applyAsInt(each) == code) {
        return each;
      }
    }
    throw new MalformedFieldsException("unknown code " + code + " of " + what);
  }

  private static byte[] exactly(int length, byte[] bytes) {
    if (bytes.length != length) {
      throw new MalformedFieldsException(bytes.length + " bytes instead of " + length);
    }
    return bytes;
  }
}
