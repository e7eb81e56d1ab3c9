import { expect, test } from "vitest";

import { instance, node, router } from "../testkit/samples";
import { cellOf, columnsOf, rowsOf, whyOut } from "./matrix";

test("a cell shows the state that its node reports", () => {
  const cell = cellOf(router(), node("a"), "current");
  expect(cell).toMatchObject({
    state: "ACTIVE",
    letter: "A",
    label: "Active (master)",
    isKnown: true,
  });
  expect(cellOf(router(), node("b"), "current").state).toBe("BACKUP");
});

test("a silent node has no current state, whatever was known last", () => {
  expect(cellOf(router(), node("a", { state: "SILENT" }), "current")).toMatchObject({
    state: "UNKNOWN",
    letter: "?",
    isKnown: false,
  });
  const unknown = router({ instances: [instance("a", { state: "ACTIVE", known: false })] });
  expect(cellOf(unknown, node("a"), "current").state).toBe("UNKNOWN");
});

test("no cell is current when the page itself hears nothing", () => {
  expect(cellOf(router(), node("a"), "stale").state).toBe("UNKNOWN");
});

test("a held Backup is Held, a held Active stays Active", () => {
  const held = router({
    instances: [instance("a", { state: "ACTIVE", held: true }), instance("b", { held: true })],
  });
  expect(cellOf(held, node("b", { admin: "HELD" }), "current")).toMatchObject({
    state: "HELD",
    letter: "H",
  });
  expect(cellOf(held, node("a", { admin: "HELD" }), "current")).toMatchObject({
    state: "ACTIVE",
    isHeld: true,
  });
});

test("a Backup on a draining node is Draining, its Active still Active", () => {
  const draining = { admin: "DRAINING" } as const;
  expect(cellOf(router(), node("b", draining), "current").letter).toBe("D");
  expect(cellOf(router(), node("a", draining), "current").letter).toBe("A");
});

test("a node without an instance has none", () => {
  expect(cellOf(router(), node("z"), "current")).toMatchObject({ state: "NONE", isKnown: false });
});

test("rows and columns stand in a fixed order", () => {
  const names = columnsOf([node("n10"), node("n2"), node("n1")]).map((one) => one.node);
  expect(names).toEqual(["n1", "n2", "n10"]);
  const six = router({ family: "ipv6", vrid: 1 });
  const rows = rowsOf([six, router({ vrid: 52 }), router({ vrid: 51 })]);
  expect(rows.map((row) => `${row.family} ${row.vrid}`)).toEqual(["ipv4 51", "ipv4 52", "ipv6 1"]);
});

test("an instance in Fault says all that is wrong, another why it is out", () => {
  const faults = ["interface eth0 down", "track_script chk"];
  expect(whyOut(instance("a", { state: "FAULT", cause: "INTERFACE_DOWN", faults }))).toBe(
    "interface eth0 down, track_script chk",
  );
  expect(whyOut(instance("a", { state: "INITIALIZE", cause: "SHUTDOWN" }))).toBe(
    "the agent was asked to stop",
  );
});
