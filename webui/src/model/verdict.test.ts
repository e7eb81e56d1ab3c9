import { expect, test } from "vitest";

import type { Node, VirtualRouter } from "../api/types";
import { T0_MILLIS, instance, node, router } from "../testkit/samples";
import type { Freshness } from "./freshness";
import { verdictOf } from "./verdict";

function judged(
  routers: VirtualRouter[] | null,
  nodes: Node[] = [],
  freshness: Freshness = "current",
) {
  return verdictOf({
    routers,
    nodes,
    freshness,
    lastWordAt: T0_MILLIS,
    nowMillis: T0_MILLIS + 12_000,
    offsetMillis: 0,
  });
}

test("all well is said in one line", () => {
  const second = router({ id: "other", vrid: 52 });
  expect(judged([router(), second])).toEqual({
    tone: "ok",
    headline: "All 2 virtual routers have exactly one active router",
    detail: "",
  });
});

test("no Active is named with its address and age", () => {
  const bare = router({
    verdict: "NO_ACTIVE",
    active: [],
    instances: [instance("a", { state: "FAULT" })],
  });
  const verdict = judged([router({ vrid: 1 }), bare]);
  expect(verdict.tone).toBe("bad");
  expect(verdict.headline).toBe("NO ACTIVE router for 10.77.0.51 for 12 s");
  expect(verdict.detail).toBe("The other one has exactly one active router.");
});

test("the age of a missing Active is counted by the controller's clock", () => {
  const bare = router({ verdict: "NO_ACTIVE", active: [] });
  const facts = {
    routers: [bare],
    nodes: [],
    freshness: "current",
    lastWordAt: T0_MILLIS,
  } as const;
  const verdict = verdictOf({ ...facts, nowMillis: T0_MILLIS - 60_000, offsetMillis: 63_000 });
  expect(verdict.headline).toBe("NO ACTIVE router for 10.77.0.51 for 3 s");
});

test("no Active comes before a split brain, a split brain before unknown", () => {
  const split = router({
    verdict: "SPLIT_BRAIN",
    active: [
      { node: "a", since: "", priority: 1 },
      { node: "b", since: "", priority: 1 },
    ],
  });
  const unknown = router({ verdict: "UNKNOWN" });
  expect(judged([unknown, split]).headline).toBe(
    "SPLIT BRAIN: a and b are both Active for 10.77.0.51",
  );
  expect(judged([split, router({ verdict: "NO_ACTIVE" })]).headline).toMatch(/^NO ACTIVE/);
  expect(judged([unknown, router()]).tone).toBe("unknown");
  expect(judged([split, unknown, router({ verdict: "NO_ACTIVE" })]).detail).toBe(
    "Also: split brain for 10.77.0.51; unknown for 10.77.0.51.",
  );
});

test("a missing spare, a silent node and a fault are warnings beside the good news", () => {
  const bare = router({
    verdict: "NO_SPARE",
    instances: [instance("a", { state: "ACTIVE" }), instance("b", { state: "FAULT" })],
  });
  const verdict = judged([bare], [node("c", { state: "SILENT" })]);
  expect(verdict.tone).toBe("warn");
  expect(verdict.detail).toBe("1 without a spare: 10.77.0.51. Not heard: c. In fault: b.");
});

test("a silent node is in the headline, with what it was last known to be", () => {
  const first = router({
    instances: [
      instance("a", { state: "ACTIVE" }),
      instance("b", { state: "ACTIVE", known: false }),
      instance("c", { known: false }),
    ],
  });
  const nodes = [node("a"), node("b", { state: "SILENT" }), node("c", { state: "SILENT" })];
  const verdict = judged([first, router({ id: "other" })], nodes);
  expect(verdict.tone).toBe("warn");
  expect(verdict.headline).toBe(
    "All 2 virtual routers have one active router, as far as 1 of 3 nodes can be heard",
  );
  expect(verdict.detail).toBe("Not heard: b, c. b was last known Active for 10.77.0.51.");
});

test("what is said of the others reaches as far as the nodes are heard", () => {
  const nodes = [node("a"), node("b", { state: "SILENT" })];
  const verdict = judged([router(), router({ verdict: "NO_ACTIVE", active: [] })], nodes);
  expect(verdict.detail).toBe(
    "The other one has one active router, as far as 1 of 2 nodes can be heard.",
  );
});

test("an instance that is not known is as good as a silent node", () => {
  const half = router({ instances: [instance("a"), instance("b", { known: false })] });
  const verdict = judged([half], [node("a"), node("b")]);
  expect(verdict.tone).toBe("warn");
  expect(verdict.headline).toBe(
    "The virtual router has one active router, as far as 1 of 2 nodes can be heard",
  );
});

test("nothing is called well before the nodes are known", () => {
  const facts = { freshness: "current", lastWordAt: T0_MILLIS, nowMillis: T0_MILLIS } as const;
  const verdict = verdictOf({ ...facts, routers: [router()], nodes: null, offsetMillis: 0 });
  expect(verdict.tone).toBe("loading");
});

test("nothing is called well when the controller is not heard", () => {
  const verdict = judged([router()], [], "stale");
  expect(verdict.tone).toBe("unknown");
  expect(verdict.headline).toBe("Unknown: nothing heard from the controller for 12 s");
});

test("an empty fleet says what to do", () => {
  expect(judged([]).detail).toMatch(/Start an agent/);
  expect(judged([], [node("a")]).detail).toMatch(/vrrp_instance/);
  expect(judged(null).tone).toBe("loading");
});
