import { expect, test } from "vitest";

import { failover } from "../testkit/samples";
import { gapText, overlapText } from "./failovers";

test("a gap is told with its bound", () => {
  expect(gapText(failover())).toBe("gap 3.61 s ± 1.4 ms");
});

test("an overlap means that there was no gap", () => {
  const over = failover({ gapMs: null, overlapMs: 0.8 });
  expect(gapText(over)).toBe("no gap ± 1.4 ms");
  expect(overlapText(over)).toBe("0.8 ms ± 1.4 ms");
});

test("what is not known is not made up", () => {
  expect(gapText(failover({ gapMs: null, boundMs: null }))).toBe("gap unknown");
  expect(gapText(failover({ gapMs: null, to: null }))).toBe("still open");
  expect(gapText(failover({ gapMs: null, from: null }))).toBe("");
});
