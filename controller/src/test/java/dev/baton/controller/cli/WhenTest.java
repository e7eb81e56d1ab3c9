package dev.baton.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhenTest {
  private static final Instant NOON = Instant.parse("2026-03-01T11:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "seq:12, seq:12",
    "2026-03-01T03:12:00Z, 2026-03-01T03:12:00Z",
    "2026-03-01T03:12:00.5+01:00, 2026-03-01T02:12:00.500Z",
    "2026-02-01 03:12, 2026-02-01T02:12:00Z",
    "2025-08-01T03:12:07, 2025-08-01T01:12:07Z",
    "03:12, 2026-03-01T02:12:00Z",
    "12:00, 2026-03-01T11:00:00Z",
    "12:00:01, 2026-02-28T11:00:01Z",
    "90s, 2026-03-01T10:58:30Z",
    "10m, 2026-03-01T10:50:00Z",
    "3h, 2026-03-01T08:00:00Z",
    "2d, 2026-02-27T11:00:00Z",
  })
  void timesAreReadByTheClockOnTheWall(String text, String expected) {
    assertEquals(expected, When.parse(text, NOON, ZONE));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "soon", "25:00", "2026-13-01 00:00", "10w", "-5m", "9999999999999h"})
  void whatIsNoTimeIsSaidWithTheFormsThereAre(String text) {
    var failure = assertThrows(Failure.class, () -> When.parse(text, NOON, ZONE));
    assertEquals(2, failure.exitCode());
    assertTrue(String.valueOf(failure.getMessage()).contains("03:12"), failure::getMessage);
  }
}
