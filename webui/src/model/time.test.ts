import { expect, test } from "vitest";

import {
  ageText,
  durationText,
  exactClockText,
  millisOf,
  momentText,
  utcFieldText,
  utcFieldTime,
} from "./time";

test.each([
  [-5, "0 s"],
  [999, "0 s"],
  [12_400, "12 s"],
  [60_000, "1 min"],
  [185_000, "3 min 5 s"],
  [7_800_000, "2 h 10 min"],
  [273_600_000, "3 d 4 h"],
])("an age of %d ms reads %s", (millis, text) => expect(ageText(millis)).toBe(text));

test.each([
  [0, "0 ms"],
  [0.041, "41 µs"],
  [0.84, "0.8 ms"],
  [9.96, "10 ms"],
  [41.6, "42 ms"],
  [3_612.4, "3.61 s"],
  [61_000, "1 min 1 s"],
])("a duration of %d ms reads %s", (millis, text) => expect(durationText(millis)).toBe(text));

test("nine decimals are read", () => {
  expect(millisOf("2026-03-02T14:05:11.120456789Z")).toBe(Date.UTC(2026, 2, 2, 14, 5, 11, 120));
  expect(exactClockText("2026-03-02T14:05:11.120456789Z")).toBe("14:05:11.120");
});

test("a moment of another day carries its date", () => {
  const now = Date.UTC(2026, 2, 3, 1);
  expect(momentText("2026-03-03T00:30:00Z", now)).toBe("00:30:00");
  expect(momentText("2026-03-02T23:30:00Z", now)).toBe("2026-03-02 23:30:00");
});

test("what is no time is shown as it came", () => {
  expect(momentText("soon", 0)).toBe("soon");
  expect(exactClockText("soon")).toBe("soon");
});

test("a time field holds the time in UTC, wherever the browser is", () => {
  expect(utcFieldText(Date.UTC(2026, 2, 2, 3, 12, 7, 900))).toBe("2026-03-02T03:12:07");
  expect(utcFieldTime("2026-03-02T03:12:07")).toBe(Date.UTC(2026, 2, 2, 3, 12, 7));
  expect(utcFieldTime("2026-03-02T03:12")).toBe(Date.UTC(2026, 2, 2, 3, 12));
});
