import { type FeedStatus, STALE_AFTER_MILLIS } from "../api/liveFeed";

/** So long a broken connection may be before the page calls itself old. */
const GRACE_MILLIS = 5_000;

/**
 * Whether what the page shows may be called current: `loading` before the first word, `current`,
 * or `stale` when the controller has not been heard.
 */
export type Freshness = "loading" | "current" | "stale";

export function freshnessOf(feed: FeedStatus, nowMillis: number): Freshness {
  const isBroken = feed.brokenSince !== 0 && nowMillis - feed.brokenSince > GRACE_MILLIS;
  if (feed.lastWordAt === 0) return isBroken ? "stale" : "loading";
  const isSilent = nowMillis - feed.lastWordAt > STALE_AFTER_MILLIS;
  return isBroken || isSilent ? "stale" : "current";
}
