package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Facts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void numbersOfEverySizeComeBack(long value) {
    assertEquals(value, reader(out -> out.number(1, value)).number(1));
  }

  @Test
  void fieldsThatAreNotAskedForAreSkipped() {
    var in =
        reader(out -> {
          out.text(200, "from the future");
          out.number(201, 5);
          out.texts(202, List.of("a", ""));
          out.number(1, 7);
        });
    assertEquals(7, in.number(1));
  }

  @Test
  void aMissingFieldIsNoZero() {
    var in = reader(out -> out.number(1, 7));
    assertFalse(in.has(2));
    assertThrows(MalformedFieldsException.class, () -> in.number(2));
    assertThrows(MalformedFieldsException.class, () -> in.texts(2));
  }

  @Test
  void aFieldOfAnotherKindIsAnError() {
    var in = reader(out -> out.text(1, "seven"));
    assertThrows(MalformedFieldsException.class, () -> in.number(1));
    assertThrows(MalformedFieldsException.class, () -> in.bytes(1));
  }

  @Test
  void aFieldThatStandsTwiceIsAnError() {
    assertThrows(
        MalformedFieldsException.class,
        () ->
            reader(out -> {
              out.number(1, 7);
              out.number(1, 8);
            }));
  }

  @Test
  void aNumberThatDoesNotFitIsAnError() {
    assertThrows(
        MalformedFieldsException.class, () -> reader(out -> out.number(1, 1L << 31)).whole(1));
    assertThrows(MalformedFieldsException.class, () -> reader(out -> out.number(1, 2)).flag(1));
  }

  @Test
  void brokenUtf8IsAnError() {
    var bytes = written(out -> out.text(1, "é"));
    bytes[bytes.length - 1] = 'x';
    var in = new FieldReader(bytes, 0, bytes.length);
    assertThrows(MalformedFieldsException.class, () -> in.text(1));
  }

  @Test
  void factsComeBack() {
    var facts = Facts.copyOf(Map.of("peer", "fe80::1%eth0", "é", "ü".repeat(300), "none", ""));
    var in =
        reader(out -> {
          out.facts(1, facts, 1, 2);
          out.text(2, "behind");
        });
    assertEquals(facts, in.facts(1, 1, 2));
    assertEquals("behind", in.text(2));
  }

  @Test
  void factsStandAsAListOfThingsWithANameAndAValue() {
    var facts = Facts.copyOf(Map.of("a", "1", "b", "2"));
    assertArrayEquals(
        written(out -> out.list(1, List.copyOf(facts.entrySet()), FieldsTest::fact)),
        written(out -> out.facts(1, facts, 1, 2)));
  }

  @Test
  void aFactWithoutAValueIsAnErrorAndLeavesNothingBehind() {
    var names = List.of(Map.entry("a", "1"), Map.entry("b", "2"));
    var bad = written(out -> out.list(1, names, (each, item) -> item.text(1, each.getKey())));
    var in = new FieldReader(bad, 0, bad.length);
    assertThrows(MalformedFieldsException.class, () -> in.facts(1, 1, 2));
    var good = written(out -> out.list(1, names, FieldsTest::fact));
    in.enter(good, 0, good.length);
    assertEquals(Map.of("a", "1", "b", "2"), in.facts(1, 1, 2));
  }

  @Test
  void aFactInBrokenUtf8IsAnError() {
    var bytes = written(out -> out.facts(1, Facts.copyOf(Map.of("a", "é")), 1, 2));
    bytes[bytes.length - 1] = 'x';
    var in = new FieldReader(bytes, 0, bytes.length);
    assertThrows(MalformedFieldsException.class, () -> in.facts(1, 1, 2));
  }

  private static void fact(Map.Entry<String, String> fact, FieldWriter out) {
    out.text(1, fact.getKey());
    out.text(2, fact.getValue());
  }

  @Test
  void listsWithinListsComeBack() {
    var lists = List.of(List.of("a", "b"), List.<String>of(), List.of(""));
    var in = reader(out -> out.list(1, lists, (each, item) -> item.texts(1, each)));
    assertEquals(lists, in.list(1, item -> item.texts(1)));
  }

  @Test
  void everyCutIsAnErrorOrLeavesAFieldOut() {
    var bytes =
        written(out -> {
          out.text(1, "text");
          out.number(2, 1L << 50);
          out.texts(3, List.of("a", "b"));
        });
    for (int length = 0; length < bytes.length; length++) {
      int end = length;
      assertTrue(isMalformed(bytes, end), "cut to " + end);
    }
  }

  private static boolean isMalformed(byte[] bytes, int end) {
    try {
      return !new FieldReader(bytes, 0, end).has(3);
    } catch (MalformedFieldsException e) {
      return true;
    }
  }

  private static FieldReader reader(Consumer<FieldWriter> fields) {
    var bytes = written(fields);
    return new FieldReader(bytes, 0, bytes.length);
  }

  private static byte[] written(Consumer<FieldWriter> fields) {
    var out = new FieldWriter();
    fields.accept(out);
    return out.toByteArray();
  }
}
