import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { FakeSources } from "../testkit/FakeSource";
import { T0, event, node, router } from "../testkit/samples";
import type { Client } from "./client";
import { FleetStore } from "./fleetStore";

describe("the fleet store", () => {
  let sources: FakeSources;
  let asked: string[];
  let seq: number;
  let isDown: boolean;
  let store: FleetStore;

  beforeEach(() => {
    vi.useFakeTimers();
    sources = new FakeSources();
    asked = [];
    seq = 3;
    isDown = false;
    store = new FleetStore(fakeClient(), sources.open);
  });

  afterEach(() => vi.useRealTimers());

  function fakeClient(): Client {
    const list = <T>(name: string, items: T[]) => {
      asked.push(name);
      if (isDown) return Promise.reject(new Error("no route"));
      return Promise.resolve({ items, asOfSeq: seq, asOfCursor: `c${seq}` });
    };
    return {
      virtualRouters: () => list("routers", [router()]),
      nodes: (at) => list("nodes", at === undefined ? [node("a"), node("b")] : [node("a")]),
      failovers: () => list("failovers", []),
      drains: () => list("drains", []),
      version: () => Promise.resolve({ version: "0.1.0", controller: "x", epoch: 1 }),
      firstEvent: async () => ({ ...(await list("first", [event(1)])), next: null, prev: null }),
      newestEvents: async (_limit, at) => {
        const items = at === undefined ? [event(3), event(2), event(1)] : [event(1)];
        return { ...(await list("events", items)), next: null, prev: null };
      },
      eventsBefore: () => Promise.reject(new Error("not asked for here")),
      plan: () => Promise.reject(new Error("not asked for here")),
      drain: () => Promise.reject(new Error("not asked for here")),
      abort: () => Promise.reject(new Error("not asked for here")),
      undrainNode: () => Promise.reject(new Error("not asked for here")),
    };
  }

  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

  async function begun(): Promise<void> {
    void store.begin();
    await pass(100);
    asked = [];
  }

  test("reads everything once and follows the stream from the snapshot", async () => {
    void store.begin();
    await pass(100);
    expect([...asked].sort()).toEqual(["drains", "events", "failovers", "nodes", "routers"]);
    expect(sources.last.url).toBe("/api/v1/stream?after=c3");
    expect(store.current().headSeq).toBe(3);
    expect(store.current().nodes.items?.length).toBe(2);
  });

  test("reads again only what an event touches", async () => {
    await begun();
    seq = 4;
    sources.last.says("event", event(4, { type: "drain.completed" }), "c4");
    await pass(100);
    expect([...asked].sort()).toEqual(["drains", "nodes", "routers"]);
    expect(store.current().events.items.map((one) => one.seq)).toEqual([4, 3, 2, 1]);
  });

  test("an event that touches no list is shown and nothing is read", async () => {
    await begun();
    sources.last.says("event", event(4, { type: "peer.first-heard" }), "c4");
    await pass(100);
    expect(asked).toEqual([]);
    expect(store.current().headSeq).toBe(4);
  });

  test("a reset reads everything anew, even if the positions begin anew", async () => {
    await begun();
    seq = 1;
    sources.last.says("reset", {});
    await pass(200);
    expect([...asked].sort()).toEqual(["drains", "events", "failovers", "nodes", "routers"]);
    expect(store.current().routers.asOfSeq).toBe(1);
    expect(store.current().headSeq).toBe(1);
    expect(sources.last.url).toBe("/api/v1/stream?after=c1");
  });

  test("goes on trying while the controller does not answer, and says so", async () => {
    isDown = true;
    void store.begin();
    await pass(5_000);
    expect(sources.all.length).toBe(0);
    expect(store.current().feed.brokenSince).not.toBe(0);
    expect(store.current().routers).toMatchObject({ items: null, error: "no route" });
    isDown = false;
    await pass(3_000);
    sources.last.opens();
    await pass(100);
    expect(store.current().feed).toMatchObject({ phase: "live", brokenSince: 0 });
    expect(store.current().routers.items?.length).toBe(1);
  });

  test("shows what was, follows what happens meanwhile, and comes back to it", async () => {
    await begun();
    store.look(T0);
    expect(store.current().look).toBeNull();
    await pass(100);
    expect(store.current().look).toEqual({ at: T0, isThere: true, error: null });
    expect(store.current().nodes.items?.length).toBe(1);
    expect(store.current().events.items.map((each) => each.seq)).toEqual([1]);
    sources.last.says("event", event(4), "c4");
    await pass(100);
    expect(store.current().events.items.map((each) => each.seq)).toEqual([1]);
    store.look(null);
    await pass(100);
    expect(store.current().look).toBeNull();
    expect(store.current().nodes.items?.length).toBe(2);
    expect(store.current().events.items.map((each) => each.seq)).toEqual([4, 3, 2, 1]);
  });

  test("says when the past cannot be read, and keeps what is shown", async () => {
    await begun();
    isDown = true;
    store.look(T0);
    await pass(100);
    expect(store.current().look).toEqual({ at: T0, isThere: false, error: "no route" });
    expect(store.current().nodes.items?.length).toBe(2);
  });
});
