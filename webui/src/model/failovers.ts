import type { Failover } from "../api/types";
import { causeText } from "./causes";
import { durationText } from "./time";

/** From here on an overlap is worth a colour: the default Advertisement_Interval. */
const LONG_OVERLAP_MILLIS = 1_000;

/** `gap 3.61 s ± 2 ms`, `overlap 5.52 s ± 14 ms`, that there was neither, or what is unknown. */
export function gapText(failover: Failover): string {
  if (failover.from === null) return "";
  const { gapMs, overlapMs } = failover;
  if (isMeasured(gapMs, failover)) return `gap ${durationText(gapMs)}${boundText(failover)}`;
  if (isMeasured(overlapMs, failover)) {
    return `overlap ${durationText(overlapMs)}${boundText(failover)}`;
  }
  if (gapMs !== null && overlapMs !== null) return `no gap, no overlap${boundText(failover)}`;
  if (failover.to === null) return "still open";
  return gapMs === null ? "gap unknown" : `no gap${boundText(failover)}, overlap unknown`;
}

export type SeamTone = "plain" | "lost" | "doubled";

/** Whether nobody held it for a time, or two held it for longer than a hand-over takes. */
export function seamToneOf(failover: Failover): SeamTone {
  if (failover.from === null) return "plain";
  if (failover.to === null || isMeasured(failover.gapMs, failover)) return "lost";
  const isLong = (failover.overlapMs ?? 0) > LONG_OVERLAP_MILLIS;
  return isLong && isMeasured(failover.overlapMs, failover) ? "doubled" : "plain";
}

/** Within the bound of the clocks it may as well be nothing. */
function isMeasured(millis: number | null, failover: Failover): millis is number {
  return millis !== null && millis > (failover.boundMs ?? 0);
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
