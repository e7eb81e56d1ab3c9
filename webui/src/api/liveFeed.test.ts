import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { FakeSources } from "../testkit/FakeSource";
import { T0_MILLIS, event } from "../testkit/samples";
import { type FeedStatus, LiveFeed } from "./liveFeed";
import type { Envelope } from "./types";

describe("the live feed", () => {
  let sources: FakeSources;
  let feed: LiveFeed;
  let status: FeedStatus;
  let events: Envelope[];
  let positions: number[];
  let resets: number;

  beforeEach(() => {
    vi.useFakeTimers({ now: T0_MILLIS });
    sources = new FakeSources();
    events = [];
    positions = [];
    resets = 0;
    feed = new LiveFeed(sources.open, {
      onStatus: (now) => (status = now),
      onEvent: (arrived) => events.push(arrived),
      onPosition: (seq) => positions.push(seq),
      onReset: () => (resets += 1),
    });
    feed.start("c10");
  });

  afterEach(() => {
    feed.stop();
    vi.useRealTimers();
  });

  test("starts after the cursor of the snapshot", () => {
    expect(sources.last.url).toBe("/api/v1/stream?after=c10");
  });

  test("starts at the live end without a cursor and goes on from what hello said", () => {
    const fresh = new LiveFeed(sources.open, {
      onStatus: () => undefined,
      onEvent: () => undefined,
      onPosition: (seq) => positions.push(seq),
      onReset: () => undefined,
    });
    fresh.start(null);
    expect(sources.last.url).toBe("/api/v1/stream");
    sources.last.says("hello", {
      asOfSeq: 4,
      asOfCursor: "c4",
      controller: "x",
      now: "2026-03-02T12:00:00Z",
    });
    sources.last.fails();
    vi.advanceTimersByTime(250);
    expect(sources.last.url).toBe("/api/v1/stream?after=c4");
    expect(positions).toEqual([4]);
    fresh.stop();
  });

  test("hands on events and resumes after the last one when the connection breaks", () => {
    sources.last.opens();
    sources.last.says("event", event(11), "c11");
    sources.last.says("event", event(12), "c12");
    sources.last.fails();
    expect(status.phase).toBe("reconnecting");
    expect(sources.last.isClosed).toBe(true);
    vi.advanceTimersByTime(250);
    expect(sources.last.url).toBe("/api/v1/stream?after=c12");
    expect(events.map((arrived) => arrived.seq)).toEqual([11, 12]);
  });

  test("tries again at growing intervals and remembers since when it is broken", () => {
    sources.last.opens();
    sources.last.fails();
    for (const wait of [250, 500, 1_000, 2_000, 4_000, 4_000]) {
      const before = sources.all.length;
      vi.advanceTimersByTime(wait - 1);
      expect(sources.all.length).toBe(before);
      vi.advanceTimersByTime(1);
      expect(sources.all.length).toBe(before + 1);
      sources.last.fails();
    }
    expect(status.brokenSince).toBe(T0_MILLIS);
    vi.advanceTimersByTime(4_000);
    sources.last.opens();
    expect(status).toMatchObject({ phase: "live", brokenSince: 0 });
  });

  test("gives up a connection that has gone silent", () => {
    sources.last.opens();
    vi.advanceTimersByTime(39_999);
    expect(sources.all.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(status.phase).toBe("reconnecting");
    vi.advanceTimersByTime(250);
    expect(sources.all.length).toBe(2);
  });

  test("a heartbeat keeps it alive, tells the position and the controller's clock", () => {
    sources.last.opens();
    vi.advanceTimersByTime(30_000);
    sources.last.says("heartbeat", { now: "2026-03-02T12:00:37Z", asOfSeq: 99 });
    expect(status.lastWordAt).toBe(T0_MILLIS + 30_000);
    expect(status.clockOffsetMillis).toBe(7_000);
    expect(positions).toEqual([99]);
    vi.advanceTimersByTime(39_999);
    expect(status.phase).toBe("live");
  });

  test("a reset closes the stream and asks for everything anew", () => {
    sources.last.says("reset", {});
    expect(resets).toBe(1);
    expect(sources.last.isClosed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(sources.all.length).toBe(1);
  });

  test("ignores what an abandoned connection still says", () => {
    const old = sources.last;
    old.fails();
    vi.advanceTimersByTime(250);
    old.says("event", event(11), "c11");
    expect(events).toEqual([]);
  });
});
