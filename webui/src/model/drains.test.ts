import { expect, test } from "vitest";

import type { Drain, DrainFact, DrainStep } from "../api/types";
import { T0 } from "../testkit/samples";
import { returnFactText, returnsOf } from "./drains";

const there = (fact: string, seq = 7): DrainFact => ({ fact, seq, time: T0 });
const awaited = (fact: string): DrainFact => ({ fact, seq: null, time: null });

function step(vr: string, change: Partial<DrainStep>): DrainStep {
  return {
    vr,
    method: "hand-over",
    from: "a",
    to: "b",
    state: "PROVED",
    detail: "",
    evidence: [there("took-over"), there("left-active")],
    ...change,
  };
}

function drain(change: Partial<Drain>): Drain {
  return {
    id: "d-1",
    target: "a",
    state: "RESTORING",
    message: "",
    by: "admin",
    createdAt: T0,
    deadlineAt: T0,
    holdExpiresAt: null,
    refusals: [],
    steps: [],
    unproved: [],
    ...change,
  };
}

const STEPS = [
  step("gave-up", {}),
  step("hold-only", { method: "hold-only", to: null, evidence: [there("settled")] }),
  step("not-begun", { state: "PENDING", evidence: [awaited("took-over")] }),
];
const EMPTY = STEPS.map(({ vr }) => ({ vr, evidence: [] }));

test("only what the node gave up comes back", () => {
  expect(returnsOf(drain({ steps: STEPS, returning: EMPTY }))).toEqual([
    { vr: "gave-up", state: "PENDING", evidence: [awaited("took-over")] },
  ]);
});

test("what it took beside that came to it too", () => {
  const returning = [{ vr: "hold-only", evidence: [there("took-over")] }];
  expect(returnsOf(drain({ steps: STEPS, returning }))).toEqual([
    { vr: "hold-only", state: "TAKING_OVER", evidence: [there("took-over")] },
  ]);
});

test("it is back when it has announced the addresses", () => {
  const evidence = [there("took-over"), there("announced")];
  const [back] = returnsOf(drain({ steps: STEPS, returning: [{ vr: "gave-up", evidence }] }));
  expect(back?.state).toBe("PROVED");
});

test("nothing is waited for when the drain is over", () => {
  expect(returnsOf(drain({ state: "COMPLETED", steps: STEPS, returning: EMPTY }))).toEqual([]);
  expect(returnsOf(drain({}))).toEqual([]);
});

test("on the way back it is not a successor that takes over", () => {
  expect(returnFactText("took-over")).toBe("took over");
  expect(returnFactText("announced")).toBe("addresses announced");
});
