import { expect, test } from "vitest";

import { causeText } from "./causes";

/** The closed list of design: every one has words of its own. */
const CAUSES = [
  "STARTUP",
  "SHUTDOWN",
  "ADDRESS_OWNER",
  "ACTIVE_DOWN_TIMER_EXPIRED",
  "ACTIVE_RESIGNED",
  "PREEMPTED_LOWER",
  "PREEMPT_DELAY_ELAPSED",
  "HIGHER_PRIORITY_ADVERT",
  "TIE_BREAK_ADDRESS",
  "DUPLICATE_OWNER",
  "INTERFACE_DOWN",
  "INTERFACE_UP",
  "NO_PRIMARY_ADDRESS",
  "PRIMARY_ADDRESS_ADDED",
  "TRACK_INTERFACE",
  "TRACK_SCRIPT",
  "TRACK_FILE",
  "TRACK_PROCESS",
  "FAULT_CLEARED",
  "SYNC_GROUP",
  "VIP_REMOVED_EXTERNALLY",
  "CONFIG_CHANGED",
  "CONFIG_REMOVED",
  "HAND_OVER",
  "DRAIN_RESIGN",
  "STALL_YIELD",
  "TRACK_STATIC",
];

test.each(CAUSES)("%s has words, with and without evidence", (cause) => {
  const plain = causeText(cause);
  expect(plain).not.toBe(cause.toLowerCase().replaceAll("_", " "));
  expect(plain).not.toMatch(/undefined|null|NaN/);
  expect(causeText(cause, { peer: "10.77.0.11", peerPriority: "150" })).not.toMatch(
    /undefined|NaN/,
  );
});

test("the evidence is told", () => {
  const heard = { peer: "10.77.0.11", peerPriority: "150", peerHeardNanosAgo: "3609000000" };
  expect(causeText("ACTIVE_DOWN_TIMER_EXPIRED", heard)).toBe(
    "the Active 10.77.0.11 fell silent, last heard 3.61 s before",
  );
  expect(causeText("HIGHER_PRIORITY_ADVERT", heard)).toBe(
    "a higher priority was heard (10.77.0.11, priority 150)",
  );
  expect(causeText("STALL_YIELD", { stalledNanos: "5100000000" })).toBe(
    "the engine had slept for 5.1 s and yielded on waking",
  );
});

test("a first election is not told as the end of an Active that never was", () => {
  expect(causeText("ACTIVE_DOWN_TIMER_EXPIRED", {})).toBe("no Active was heard");
});

test("a cause from the future is shown as it is", () => {
  expect(causeText("SOLAR_FLARE")).toBe("solar flare");
});
