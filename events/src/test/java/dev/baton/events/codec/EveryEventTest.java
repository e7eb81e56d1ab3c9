package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.testkit.EventSamples;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each event, by enumeration: a new one cannot be forgotten. */
class EveryEventTest {
  private static final Writer WRITER =
      new Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);

  static List<Event> samples() {
    return EventSamples.all();
  }

  @Test
  void hasExactlyOneSample() {
    var sampled = samples().stream().map(Object::getClass).map(Class::getName).toList();
    assertEquals(
        permitted(Event.class).map(Class::getName).sorted().toList(),
        sampled.stream().sorted().toList());
  }

  @Test
  void hasATypeOfItsOwn() {
    var types = samples().stream().map(EventType::of).collect(Collectors.toSet());
    assertEquals(Set.of(EventType.values()), types);
    assertEquals(types.size(), samples().size());
    assertEquals(types.size(), types.stream().map(EventType::text).distinct().count());
    assertEquals(types.size(), types.stream().map(EventType::id).distinct().count());
  }

  @Test
  void hasATypeIdInTheRangeOfItsFamily() {
    var ranges = new HashSet<String>();
    for (var sample : samples()) {
      var family = sample.getClass().getDeclaringClass().getSimpleName();
      ranges.add(family + " " + EventType.of(sample).id() / 1000);
    }
    assertEquals(Event.class.getPermittedSubclasses().length, ranges.size());
    assertTrue(ranges.stream().noneMatch(range -> range.endsWith(" 0")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void comesBackFromARecord(Event event) {
    for (var draft : drafts(event)) {
      var bytes = RecordCodec.encode(WRITER, 9, Sha256.of(new byte[] {1}), draft);
      var ok = assertInstanceOf(Decoded.Ok.class, RecordCodec.decode(bytes));
      var recorded = ok.recorded();
      assertEquals(event, recorded.event());
      assertEquals(recorded, RecordCodec.recorded(WRITER, 9, Sha256.of(new byte[] {1}), draft));
      assertEquals(draft, asDraft(recorded.envelope(), recorded.event()));
      assertEquals(EventSamples.NODE, recorded.envelope().id().node());
      assertEquals(EventSamples.LOG, recorded.envelope().id().logId());
      assertEquals(EventSamples.BOOT, recorded.envelope().bootId());
      assertEquals(9, recorded.seq());
      assertEquals(3, recorded.epoch());
      assertEquals(Sha256.of(new byte[] {1}), recorded.prevHash());
      assertEquals(draft.wallNanos(), recorded.recordedAtNanos());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void comesBackFromTheRing(Event event) {
    for (var draft : drafts(event)) {
      assertEquals(new DraftCodec.Decoded.Ok(draft), DraftCodec.decode(DraftCodec.encode(draft)));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isRelayedByteForByte(Event event) {
    var original = RecordCodec.encode(WRITER, 9, Sha256.ZERO, EventSamples.draft(event));
    var inner = assertInstanceOf(Decoded.Ok.class, RecordCodec.decode(original)).recorded();
    var controller =
        new Writer(EventSamples.PEER, new dev.baton.events.LogId(5, 6), "another boot", 12);
    var prevHash = Sha256.of(new byte[] {2});
    var relayed = RecordCodec.encodeRelayed(controller, 77, prevHash, original, 123);

    var ok = assertInstanceOf(Decoded.Ok.class, RecordCodec.decode(relayed));
    assertTrue(ok.isRelayed());
    assertTrue(Arrays.equals(original, ok.original().of(relayed)));
    assertEquals(
        new RecordCodec.Link(controller.logId(), 77, 12, prevHash), RecordCodec.link(relayed));
    assertEquals(
        new dev.baton.events.Recorded(
            77, 12, 123, inner.envelope(), inner.event(), inner.prevHash()),
        ok.recorded());
  }

  private static List<Draft> drafts(Event event) {
    return List.of(EventSamples.draft(event), Draft.of(-1, Long.MIN_VALUE, Subject.NODE, event));
  }

  private static Draft asDraft(dev.baton.events.Envelope envelope, Event event) {
    return new Draft(
        envelope.wallNanos(),
        envelope.monotonicNanos(),
        envelope.subject(),
        envelope.actor(),
        envelope.causation(),
        envelope.correlationId(),
        envelope.sourceSeq(),
        event);
  }

  private static Stream<Class<?>> permitted(Class<?> sealed) {
    return sealed.isSealed()
        ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EveryEventTest::permitted)
        : Stream.of(sealed);
  }
}
