import { expect, test } from "vitest";

import { event } from "../testkit/samples";
import { EMPTY_BUFFER, withLive, withOlder } from "./eventBuffer";

const seqs = (buffer: { items: readonly { seq: number }[] }) => buffer.items.map((one) => one.seq);

test("the newest stands first, and each position once", () => {
  const page = withOlder(EMPTY_BUFFER, [event(3), event(2)], false);
  const live = withLive(page, [event(3), event(4), event(4), event(5)]);
  expect(seqs(live)).toEqual([5, 4, 3, 2]);
});

test("nothing new leaves the buffer as it is", () => {
  const page = withOlder(EMPTY_BUFFER, [event(3)], true);
  expect(withLive(page, [event(2)])).toBe(page);
});

test("older pages are joined below", () => {
  const first = withOlder(EMPTY_BUFFER, [event(9), event(8)], false);
  expect(first.older).toBe("c8");
  const both = withOlder(first, [event(8), event(7)], true);
  expect(seqs(both)).toEqual([9, 8, 7]);
  expect(both.older).toBe(null);
});

test("what is let go can be asked for again", () => {
  const many = Array.from({ length: 1_200 }, (_, index) => event(index + 1));
  const buffer = withLive(EMPTY_BUFFER, many);
  expect(buffer.items.length).toBe(1_000);
  expect(buffer.older).toBe("c201");
});
