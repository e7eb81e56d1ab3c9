import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { type Loaded, Resource } from "./resource";
import type { ListAnswer } from "./types";

describe("a list kept fresh", () => {
  let answers: { resolve(seq: number): void; reject(): void }[];
  let loaded: Loaded<string>;
  let list: Resource<string>;

  beforeEach(() => {
    vi.useFakeTimers();
    answers = [];
    const ask = () =>
      new Promise<ListAnswer<string>>((resolve, reject) => {
        answers.push({
          resolve: (seq) => resolve({ items: [`at ${seq}`], asOfSeq: seq, asOfCursor: `c${seq}` }),
          reject: () => reject(new Error("no route")),
        });
      });
    list = new Resource(
      ask,
      (now) => (loaded = now),
      (items) => items[0] === "at 100",
    );
  });

  afterEach(() => vi.useRealTimers());

  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

  test("asks once for a burst of events", async () => {
    list.want(5);
    await pass(20);
    list.want(6);
    list.want(7);
    await pass(30);
    expect(answers.length).toBe(1);
    answers[0]?.resolve(7);
    await pass(5_000);
    expect(answers.length).toBe(1);
    expect(loaded.items).toEqual(["at 7"]);
  });

  test("asks again after the answer for an event that came while it was asking", async () => {
    list.want(5);
    await pass(50);
    list.want(6);
    await pass(1_000);
    expect(answers.length).toBe(1);
    answers[0]?.resolve(5);
    await pass(50);
    expect(answers.length).toBe(2);
  });

  test("asks again while the answer is older than what is wanted", async () => {
    list.want(9);
    await pass(50);
    answers[0]?.resolve(8);
    await pass(50);
    expect(loaded.items).toEqual(["at 8"]);
    expect(answers.length).toBe(2);
    answers[1]?.resolve(9);
    await pass(5_000);
    expect(answers.length).toBe(2);
  });

  test("never goes back to an older answer", async () => {
    list.reload();
    await pass(0);
    answers[0]?.resolve(9);
    await pass(0);
    list.want(10);
    await pass(50);
    answers[1]?.resolve(7);
    await pass(0);
    expect(loaded.items).toEqual(["at 9"]);
  });

  test("keeps what it had when asking fails, says so, and tries again", async () => {
    list.reload();
    await pass(0);
    answers[0]?.resolve(3);
    await pass(0);
    list.want(4);
    await pass(50);
    answers[1]?.reject();
    await pass(0);
    expect(loaded).toEqual({ items: ["at 3"], asOfSeq: 3, error: "no route" });
    await pass(50);
    answers[2]?.resolve(4);
    await pass(0);
    expect(loaded).toEqual({ items: ["at 4"], asOfSeq: 4, error: null });
  });

  test("an answer from before a reset is not shown", async () => {
    list.reload();
    await pass(0);
    list.reload();
    answers[0]?.resolve(1_000);
    await pass(50);
    answers[1]?.resolve(2);
    await pass(0);
    expect(loaded.items).toEqual(["at 2"]);
  });

  test("asks again by itself while only time can settle it", async () => {
    list.reload();
    await pass(0);
    answers[0]?.resolve(100);
    await pass(1_000);
    expect(answers.length).toBe(2);
    answers[1]?.resolve(101);
    await pass(10_000);
    expect(answers.length).toBe(2);
  });
});
