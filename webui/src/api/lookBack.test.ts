import { expect, test } from "vitest";

import type { Client } from "./client";
import { LookBack, type Past } from "./lookBack";

const settle = () => new Promise((done) => setTimeout(done, 0));

/** Answers only when it is told to. */
class SlowClient {
  readonly asked: string[] = [];
  private waiting: (() => void)[] = [];

  readonly client = Object.fromEntries(
    ["virtualRouters", "nodes", "failovers", "drains"].map((name) => [
      name,
      (at: string) => {
        if (name === "nodes") this.asked.push(at);
        return new Promise((done) => this.waiting.push(() => done({ items: [], asOfSeq: 1 })));
      },
    ]),
  ) as unknown as Client;

  constructor() {
    this.client.newestEvents = () =>
      Promise.resolve({ items: [], asOfSeq: 1, asOfCursor: "c1", next: null, prev: null });
  }

  async answer(): Promise<void> {
    for (const done of this.waiting.splice(0)) done();
    await settle();
  }
}

test("of times that come faster than answers only the newest is asked for", async () => {
  const slow = new SlowClient();
  const seen: string[] = [];
  const lookBack = new LookBack(slow.client, 10, {
    onPast: (past: Past) => seen.push(past.at),
    onError: () => seen.push("error"),
  });
  for (const at of ["1", "2", "3", "4"]) lookBack.look(at);
  await slow.answer();
  await slow.answer();
  expect(slow.asked).toEqual(["1", "4"]);
  expect(seen).toEqual(["1", "4"]);
});

test("an answer that comes after the way back is not shown", async () => {
  const slow = new SlowClient();
  const seen: string[] = [];
  const lookBack = new LookBack(slow.client, 10, {
    onPast: (past: Past) => seen.push(past.at),
    onError: () => seen.push("error"),
  });
  lookBack.look("1");
  lookBack.look(null);
  await slow.answer();
  expect(seen).toEqual([]);
  lookBack.look("2");
  await slow.answer();
  expect(seen).toEqual(["2"]);
});
