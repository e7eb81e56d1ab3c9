package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Facts;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
          out.facts(1, facts);
          out.text(2, "behind");
        });
    assertEquals(facts, in.facts(1));
    assertEquals("behind", in.text(2));
  }

  @Test
  void factsStandAsAListOfThingsWithANameAndAValue() {
    var facts = Facts.copyOf(Map.of("a", "1", "b", "2"));
    assertArrayEquals(
        written(out -> out.list(1, List.copyOf(facts.entrySet()), FieldsTest::fact)),
        written(out -> out.facts(1, facts)));
  }

  @Test
  void aFactWithoutAValueIsAnErrorAndLeavesNothingBehind() {
    var names = List.of(Map.entry("a", "1"), Map.entry("b", "2"));
    var bad = written(out -> out.list(1, names, (each, item) -> item.text(1, each.getKey())));
    var in = new FieldReader(bad, 0, bad.length);
    assertThrows(MalformedFieldsException.class, () -> in.facts(1));
    var good = written(out -> out.list(1, names, FieldsTest::fact));
    in.enter(good, 0, good.length);
    assertEquals(Map.of("a", "1", "b", "2"), in.facts(1));
  }

  @Test
  void aFactInBrokenUtf8IsAnError() {
    var bytes = written(out -> out.facts(1, Facts.copyOf(Map.of("a", "é"))));
    bytes[bytes.length - 1] = 'x';
    var in = new FieldReader(bytes, 0, bytes.length);
    assertThrows(MalformedFieldsException.class, () -> in.facts(1));
  }

  @Test
  void factsThatSomebodyElseWroteAreTheSame() {
    var facts = Map.of("a", "1", "aa", "2", "b", "");
    var inAnyOrder = List.of(Map.entry("b", ""), Map.entry("aa", "2"), Map.entry("a", "1"));
    assertEquals(facts, listed(inAnyOrder, FieldsTest::fact).facts(1));
    var inOrder = List.of(Map.entry("a", "1"), Map.entry("aa", "2"), Map.entry("b", ""));
    assertEquals(facts, listed(inOrder, FieldsTest::fact).facts(1));
    assertEquals(facts, listed(inOrder, FieldsTest::factWithMore).facts(1));
    assertEquals(facts, listed(inOrder, FieldsTest::factBackwards).facts(1));
    assertEquals(
        listed(inOrder, FieldsTest::fact).facts(1),
        listed(inOrder, FieldsTest::factWithMore).facts(1));
  }

  private static <T> FieldReader listed(List<T> items, BiConsumer<T, FieldWriter> fields) {
    return reader(out -> out.list(1, items, fields));
  }

  private static void factWithMore(Map.Entry<String, String> fact, FieldWriter out) {
    out.text(200, "from the future");
    fact(fact, out);
    out.number(3, Long.MAX_VALUE);
  }

  private static void factBackwards(Map.Entry<String, String> fact, FieldWriter out) {
    out.text(2, fact.getValue());
    out.text(1, fact.getKey());
  }

  @Test
  void whatIsWithinAFieldIsNotTakenForWhatIsAroundIt() {
    var in =
        reader(out -> {
          out.nested(1, "inner", FieldsTest::farAndNear);
          farAndNear("outer", out);
          out.text(201, "behind");
        });
    assertEquals("inner inner false", in.nested(1, FieldsTest::farAndNear));
    assertEquals("outer outer true", farAndNear(in));
    assertEquals("behind", in.text(201));
  }

  private static void farAndNear(String text, FieldWriter out) {
    out.text(200, text);
    out.text(3, text);
  }

  private static String farAndNear(FieldReader in) {
    return in.text(200) + " " + in.text(3) + " " + in.has(201);
  }

  @Test
  void aFarFieldThatStandsTwiceIsAnError() {
    assertThrows(
        MalformedFieldsException.class,
        () ->
            reader(out -> {
              farAndNear("once", out);
              out.number(200, 8);
            }));
  }

  @Test
  void nothingIsTooDeep() {
    assertEquals("deep", reader(out -> deep(9, out)).nested(1, in -> deep(8, in)));
  }

  private static void deep(int depth, FieldWriter out) {
    if (depth == 0) {
      out.text(1, "deep");
    } else {
      out.nested(1, depth - 1, FieldsTest::deep);
    }
  }

  private static String deep(int depth, FieldReader in) {
    return depth == 0 ? in.text(1) : in.nested(1, inner -> deep(depth - 1, inner));
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
