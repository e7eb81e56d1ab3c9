package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** A limit: what is at it, and what is beyond it. */
record Limit(Place place, String allowed, List<String> good, List<String> bad) {
  static final String NAME_15 = "a23456789012345";

  /** A place for a value: the text with {@code %s} for it, on the only line that begins here. */
  record Place(String text, String keyword) {
    String with(String value) {
      return text.replace("%s", value);
    }

    Position position() {
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("%s")) {
          int before = lines.get(i).indexOf("%s");
          return new Position("test.conf", i + 1, lines.get(i).lastIndexOf(keyword, before) + 1);
        }
      }
      throw new IllegalStateException("no place for a value in " + text);
    }
  }

  static Limit limit(Place place, String allowed, String good, String bad) {
    return new Limit(place, allowed, List.of(good.split(" ", -1)), List.of(bad.split(" ", -1)));
  }

  static Place instance(String line, String keyword) {
    return new Place(
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
          %s
        }
        """
            .replace("%s", line),
        keyword);
  }

  static Place instance(String keyword) {
    return instance(keyword + " %s", keyword);
  }

  static Place global(String line, String keyword) {
    return new Place("global_defs {\n  " + line + "\n}\n" + instance("", "").text(), keyword);
  }

  static Place global(String keyword) {
    return global(keyword + " %s", keyword);
  }

  /** What is at the limit is no finding. */
  void assertKept() {
    for (String value : good) {
      assertEquals("", Readings.diagnostics(Readings.of(place.with(value))), value);
    }
  }

  /** What is beyond is one finding with its place, what is given and what is allowed. */
  void assertTold() {
    for (String value : bad) {
      var reading = Readings.of(place.with(value));
      String said = Readings.diagnostics(reading);
      assertEquals(1, reading.diagnostics().size(), value + ": " + said);
      var finding = reading.diagnostics().getFirst();
      assertEquals(place.position(), finding.position(), said);
      assertTrue(finding.message().contains(value), value + ": " + said);
      assertTrue(finding.message().contains(allowed), value + ": " + said);
    }
  }

  /** What is beyond is found where it was with something else on another line. */
  void assertFoundWith(String line, String other) {
    for (String value : bad) {
      var text = place.with(value).replace(line, other);
      boolean isFound =
          Readings.of(text).diagnostics().stream()
              .anyMatch(finding ->
                  finding.position().equals(place.position())
                      && finding.message().contains(value)
                      && finding.message().contains(allowed));
      assertTrue(isFound, () -> value + " in " + text + Readings.diagnostics(Readings.of(text)));
    }
  }

  @Override
  public String toString() {
    return place.text().lines().filter(line -> line.contains("%s")).findFirst().orElseThrow();
  }
}
