import { expect, test } from "vitest";

import { failover } from "../testkit/samples";
import { gapText, seamToneOf } from "./failovers";

test("a gap is told with its bound", () => {
  expect(gapText(failover())).toBe("gap 3.61 s ± 1.4 ms");
});

test("an overlap is told with its bound, and stands out when it is long", () => {
  const long = failover({ gapMs: 0, overlapMs: 5_524.7, boundMs: 14 });
  expect(gapText(long)).toBe("overlap 5.52 s ± 14 ms");
  expect(seamToneOf(long)).toBe("doubled");
  const brief = failover({ gapMs: 0, overlapMs: 180, boundMs: 14 });
  expect(gapText(brief)).toBe("overlap 180 ms ± 14 ms");
  expect(seamToneOf(brief)).toBe("plain");
});

test("what is within the bound is neither a gap nor an overlap", () => {
  const over = failover({ gapMs: 0, overlapMs: 0.8 });
  expect(gapText(over)).toBe("no gap, no overlap ± 1.4 ms");
  const under = failover({ gapMs: 0.8, overlapMs: 0 });
  expect(gapText(under)).toBe("no gap, no overlap ± 1.4 ms");
  expect(seamToneOf(under)).toBe("plain");
});

test("a time without any Active is a loss, the first election is not", () => {
  expect(seamToneOf(failover())).toBe("lost");
  expect(seamToneOf(failover({ gapMs: null, to: null }))).toBe("lost");
  expect(seamToneOf(failover({ gapMs: null, from: null }))).toBe("plain");
});

test("what is not known is not made up", () => {
  expect(gapText(failover({ gapMs: null, boundMs: null }))).toBe("gap unknown");
  expect(gapText(failover({ gapMs: null, to: null }))).toBe("still open");
  expect(gapText(failover({ gapMs: null, from: null }))).toBe("");
  expect(gapText(failover({ gapMs: 0, overlapMs: null }))).toBe("no gap ± 1.4 ms, overlap unknown");
});
