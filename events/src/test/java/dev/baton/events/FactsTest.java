package dev.baton.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FactsTest {
  private static Facts packed(String... texts) {
    var packing = new Facts.Packing();
    for (int i = 0; i < texts.length; i += 2) {
      add(packing, texts[i], texts[i + 1]);
    }
    return packing.facts();
  }

  private static void add(Facts.Packing packing, String name, String value) {
    var bytes = ("(" + name + value + ")").getBytes(StandardCharsets.UTF_8);
    int nameTo = 1 + name.getBytes(StandardCharsets.UTF_8).length;
    packing.add(bytes, 1, nameTo, nameTo, bytes.length - 1);
  }

  @Test
  void areEqualToAnyMapOfTheSame() {
    var map = Map.of("source", "10.0.0.2", "", "nameless", "script", "");
    var facts = Facts.copyOf(map);
    assertEquals(map, facts);
    assertEquals(facts, map);
    assertEquals(map.hashCode(), facts.hashCode());
    assertEquals(facts, Facts.copyOf(new HashMap<>(map)));
    assertNotEquals(facts, Facts.copyOf(Map.of("source", "10.0.0.2")));
    assertEquals(3, facts.size());
    assertEquals(Map.of(), Facts.copyOf(Map.of()));
  }

  @Test
  void areSortedByName() {
    var facts = Facts.copyOf(Map.of("b", "2", "c", "3", "a", "1", "aa", "4"));
    assertEquals(List.of("a", "aa", "b", "c"), new ArrayList<>(facts.keySet()));
    assertEquals(facts, packed("c", "3", "b", "2", "aa", "4", "a", "1"));
    assertEquals(List.of("a", "b"), new ArrayList<>(packed("b", "2", "a", "1").keySet()));
  }

  @Test
  void theLaterOfTwoValuesCounts() {
    assertEquals(Map.of("a", "2"), packed("a", "1", "a", "2"));
  }

  @Test
  void oneIsFoundByItsName() {
    var facts = Facts.copyOf(Map.of("source", "10.0.0.2", "sourcePriority", "100"));
    assertTrue(facts.containsKey("source"));
    assertFalse(facts.containsKey("sourc"));
    assertEquals("10.0.0.2", facts.get("source"));
    assertEquals("100", facts.getOrDefault("sourcePriority", ""));
    assertEquals("none", facts.getOrDefault("peer", "none"));
    assertNull(facts.get("peer"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 254, 255, 256, 70_000})
  void textsOfEveryLengthComeBack(int length) {
    var text = "é".repeat(length / 2) + "x".repeat(length % 2);
    var map = Map.of("before", text, text + "~", "after");
    assertEquals(map, Facts.copyOf(map));
    assertEquals(map, packed("before", text, text + "~", "after"));
  }

  @Test
  void namesBeyondTheBasicPlaneAreFoundInEitherOrder() {
    // By UTF-16 the first of them comes before the second, by UTF-8 behind it.
    var map = Map.of("\uD83D\uDE00", "1", "\uFF5E", "2");
    assertEquals(map, Facts.copyOf(map));
    assertEquals(map, packed("\uD83D\uDE00", "1", "\uFF5E", "2"));
    assertEquals(map, packed("\uFF5E", "2", "\uD83D\uDE00", "1"));
  }

  @Test
  void whatWasGivenUpIsForgotten() {
    var packing = new Facts.Packing();
    add(packing, "a", "1");
    packing.restart();
    assertEquals(Map.of(), packing.facts());
  }

  @Test
  void nobodyChangesThem() {
    var facts = Facts.copyOf(Map.of("a", "1"));
    assertThrows(UnsupportedOperationException.class, () -> facts.put("b", "2"));
    assertThrows(UnsupportedOperationException.class, () -> facts.remove("a"));
  }
}
