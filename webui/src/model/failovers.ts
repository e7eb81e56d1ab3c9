import type { Failover } from "../api/types";
import { causeText } from "./causes";
import { durationText } from "./time";

/** `gap 3.61 s ± 2 ms`, `no gap`, or why it cannot be said; nothing for the first election. */
export function gapText(failover: Failover): string {
  if (failover.from === null) return "";
  if (failover.gapMs !== null && failover.gapMs > 0) {
    return `gap ${durationText(failover.gapMs)}${boundText(failover)}`;
  }
  if (failover.gapMs === 0 || (failover.overlapMs ?? 0) > 0) return `no gap${boundText(failover)}`;
  return failover.to === null ? "still open" : "gap unknown";
}

export function overlapText(failover: Failover): string | null {
  if (failover.overlapMs === null || failover.overlapMs <= 0) return null;
  return `${durationText(failover.overlapMs)}${boundText(failover)}`;
}

export function reasonText(failover: Failover): string {
  return causeText(failover.cause, failover.evidence);
}

/** Only time will say more: whether the ledger is final. */
export function isAnyProvisional(failovers: readonly Failover[]): boolean {
  return failovers.some((failover) => failover.provisional);
}

function boundText(failover: Failover): string {
  return failover.boundMs === null ? "" : ` ± ${durationText(failover.boundMs)}`;
}
