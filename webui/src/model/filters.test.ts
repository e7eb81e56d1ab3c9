import { expect, test } from "vitest";

import { event } from "../testkit/samples";
import { filterOf, isShown, searchOf } from "./filters";

test("the address carries the filter, and what else stands there stays", () => {
  const search = searchOf({ families: ["instance", "drain"], node: "a" }, "?theme=x");
  expect(search).toBe("?theme=x&types=instance,drain&node=a");
  expect(filterOf(search)).toEqual({ families: ["instance", "drain"], node: "a" });
  expect(searchOf({ families: [], node: "" }, search)).toBe("?theme=x");
});

test("families that do not exist are not taken from the address", () => {
  expect(filterOf("?types=instance,nonsense").families).toEqual(["instance"]);
});

test("an empty filter shows everything that happened", () => {
  expect(isShown(event(1), { families: [], node: "" })).toBe(true);
});

test("signs of life are shown to whoever chooses the controller", () => {
  const alive = event(1, { type: "controller.alive", node: "controller" });
  expect(isShown(alive, { families: [], node: "" })).toBe(false);
  expect(isShown(alive, { families: ["controller"], node: "" })).toBe(true);
});

test("family and node must both fit", () => {
  const filter = { families: ["node"], node: "b" };
  const said = event(1, { type: "node.disconnected", node: "controller", data: { node: "b" } });
  expect(isShown(said, filter)).toBe(true);
  expect(isShown(event(2, { type: "node.started" }), filter)).toBe(false);
  expect(isShown(event(3, { node: "b" }), filter)).toBe(false);
});
