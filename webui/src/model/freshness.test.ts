import { expect, test } from "vitest";

import { freshnessOf } from "./freshness";

const LIVE = { phase: "live", lastWordAt: 100_000, brokenSince: 0, clockOffsetMillis: 0 } as const;

test("a feed that spoke within 30 s is current", () => {
  expect(freshnessOf(LIVE, 130_000)).toBe("current");
});

test("a feed without a word for more than 30 s is stale, connected or not", () => {
  expect(freshnessOf(LIVE, 130_001)).toBe("stale");
});

test("a broken connection is stale after a short grace", () => {
  const broken = { ...LIVE, phase: "reconnecting", brokenSince: 101_000 } as const;
  expect(freshnessOf(broken, 106_000)).toBe("current");
  expect(freshnessOf(broken, 106_001)).toBe("stale");
});

test("before the first word the page loads, and admits it when nobody answers", () => {
  const first = { ...LIVE, phase: "connecting", lastWordAt: 0 } as const;
  expect(freshnessOf(first, 200_000)).toBe("loading");
  expect(freshnessOf({ ...first, brokenSince: 100_000 }, 106_000)).toBe("stale");
});
