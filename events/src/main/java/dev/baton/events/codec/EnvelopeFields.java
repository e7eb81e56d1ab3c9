package dev.baton.events.codec;

import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Subject;

/** The tagged fields of an envelope, numbers 1 to 31, and the draft that they belong to. */
final class EnvelopeFields {
  /** Which node's log this was first written to. */
  static final int NODE = 1;

  /** That node's boot. */
  static final int BOOT_ID = 2;

  /** Absent: the node as a whole. */
  private static final int SUBJECT = 3;

  /** Absent: nobody. */
  private static final int ACTOR = 4;

  /** Absent: nothing. */
  private static final int CAUSATION = 5;

  /** Absent: nothing. */
  private static final int CORRELATION = 6;

  private static final int SOURCE_SEQ = 7;

  /** When a relayed record came in. */
  static final int RECORDED_AT = 8;

  private EnvelopeFields() {}

  static void write(Draft draft, FieldWriter out) {
    switch (draft.subject()) {
      case Subject.Node node -> {}
      case Subject.Instance instance -> out.nested(SUBJECT, instance, ValueFields::instance);
    }
    switch (draft.actor()) {
      case Actor.Nobody nobody -> {}
      case Actor.Known known -> out.nested(ACTOR, known, ValueFields::actor);
    }
    switch (draft.causation()) {
      case Causation.None none -> {}
      case Causation.By by -> out.nested(CAUSATION, by.event(), ValueFields::eventId);
    }
    if (!draft.correlationId().isEmpty()) {
      out.text(CORRELATION, draft.correlationId());
    }
    out.number(SOURCE_SEQ, draft.sourceSeq());
  }

  static Draft read(long wallNanos, long monotonicNanos, FieldReader in, Event event) {
    return new Draft(
        wallNanos,
        monotonicNanos,
        subject(in, EnvelopeFields::instance),
        actor(in),
        causation(in),
        correlationId(in),
        sourceSeq(in),
        event);
  }

  static Subject subject(FieldReader in, Known<Subject> known) {
    return in.has(SUBJECT) ? in.known(SUBJECT, FieldWriter.FIELDS, known) : Subject.NODE;
  }

  static Subject instance(byte[] bytes, int from, int to) {
    return ValueFields.instance(new FieldReader(bytes, from, to));
  }

  static Actor actor(FieldReader in) {
    return in.has(ACTOR) ? in.nested(ACTOR, ValueFields::actor) : Actor.NOBODY;
  }

  static Causation causation(FieldReader in) {
    return in.has(CAUSATION)
        ? new Causation.By(in.nested(CAUSATION, ValueFields::eventId))
        : Causation.NONE;
  }

  static String correlationId(FieldReader in) {
    return in.has(CORRELATION) ? in.text(CORRELATION) : "";
  }

  static long sourceSeq(FieldReader in) {
    return in.number(SOURCE_SEQ);
  }
}
