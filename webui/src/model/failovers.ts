import type { Failover } from "../api/types";
import { capitalised, causeText } from "./causes";
import { durationText } from "./time";

/** `3.61 s ± 2 ms`, `none`, or that it cannot be said. */
export function gapText(failover: Failover): string {
  const bound = failover.boundMs === null ? "" : ` ± ${durationText(failover.boundMs)}`;
  if (failover.gapMs !== null && failover.gapMs > 0) {
    return `${durationText(failover.gapMs)}${bound}`;
  }
  if (failover.overlapMs !== null && failover.overlapMs > 0) return `none${bound}`;
  if (failover.gapMs === 0) return `none${bound}`;
  return failover.to === null ? "open" : "unknown";
}

export function overlapText(failover: Failover): string | null {
  if (failover.overlapMs === null || failover.overlapMs <= 0) return null;
  const bound = failover.boundMs === null ? "" : ` ± ${durationText(failover.boundMs)}`;
  return `${durationText(failover.overlapMs)}${bound}`;
}

export function reasonText(failover: Failover): string {
  return capitalised(causeText(failover.cause, failover.evidence));
}
