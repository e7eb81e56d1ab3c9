import type { Drain, DrainFact, DrainState, Return, StepState } from "../api/types";

const RUNNING: ReadonlySet<DrainState> = new Set(["PLANNED", "DRAINING", "VERIFYING", "RESTORING"]);

/** Drains that are under way or hold a node, newest first. */
export function openDrains(drains: readonly Drain[]): Drain[] {
  return newestFirst(drains.filter((drain) => isRunning(drain) || drain.state === "HELD"));
}

export function closedDrains(drains: readonly Drain[]): Drain[] {
  return newestFirst(drains.filter((drain) => !isRunning(drain) && drain.state !== "HELD"));
}

export function isRunning(drain: Drain): boolean {
  return RUNNING.has(drain.state);
}

/** Whether it can still be stopped half way. */
export function isAbortable(drain: Drain): boolean {
  return drain.state === "PLANNED" || drain.state === "DRAINING" || drain.state === "VERIFYING";
}

export function provedCount(drain: Drain): number {
  return drain.steps.filter((step) => step.state === "PROVED").length;
}

export type ReturnState = Extract<StepState, "PENDING" | "TAKING_OVER" | "PROVED">;

export interface ReturnStep extends Return {
  state: ReturnState;
}

/** What comes back to the node after an undrain: what it gave up, and what it took beside that. */
export function returnsOf(drain: Drain): ReturnStep[] {
  return (drain.returning ?? [])
    .filter(({ vr, evidence }) => hasFact(evidence, "took-over") || isAwaited(drain, vr))
    .map(({ vr, evidence }) => ({
      vr,
      state: returnStateOf(evidence),
      evidence: evidence.length > 0 ? evidence : [{ fact: "took-over", seq: null, time: null }],
    }));
}

function isAwaited(drain: Drain, vr: string): boolean {
  const step = drain.steps.find((one) => one.vr === vr);
  return isRunning(drain) && step !== undefined && hasFact(step.evidence, "took-over");
}

function returnStateOf(evidence: readonly DrainFact[]): ReturnState {
  if (!hasFact(evidence, "took-over")) return "PENDING";
  return hasFact(evidence, "announced") ? "PROVED" : "TAKING_OVER";
}

export function isThere(fact: DrainFact): boolean {
  return fact.seq !== null || fact.time !== null;
}

function hasFact(evidence: readonly DrainFact[], name: string): boolean {
  return evidence.some((fact) => fact.fact === name && isThere(fact));
}

const STATE_TEXT: Readonly<Record<DrainState, string>> = {
  PLANNED: "Planned",
  DRAINING: "Draining",
  VERIFYING: "Verifying",
  HELD: "Held",
  RESTORING: "Restoring",
  COMPLETED: "Completed",
  FAILED: "Failed",
  ABORTED: "Aborted",
  REFUSED: "Refused",
};

const STEP_TEXT: Readonly<Record<StepState, string>> = {
  PENDING: "Pending",
  HOLDING: "Holding",
  TAKING_OVER: "Taking over",
  SETTLING: "Settling",
  PROVED: "Proved",
  STUCK: "Stuck",
  REFUSED: "Refused",
};

const RETURN_TEXT: Readonly<Record<ReturnState, string>> = {
  PENDING: "Pending",
  TAKING_OVER: "Coming back",
  PROVED: "Back",
};

const FACT_TEXT: Readonly<Record<string, string>> = {
  "took-over": "successor took over",
  announced: "addresses announced",
  "left-active": "left Active",
  "addresses-gone": "addresses gone",
  settled: "stayed so",
  "hold-placed": "hold placed",
};

const METHOD_TEXT: Readonly<Record<string, string>> = {
  "hand-over": "hand-over",
  "hold-only": "hold only, nothing has to move",
};

export function drainStateText(state: DrainState): string {
  return STATE_TEXT[state];
}

export function stepStateText(state: StepState): string {
  return STEP_TEXT[state];
}

export function returnStateText(state: ReturnState): string {
  return RETURN_TEXT[state];
}

export function factText(name: string): string {
  return FACT_TEXT[name] ?? name.replaceAll("-", " ");
}

/** On the way back it is the node itself that takes over, and others that leave. */
export function returnFactText(name: string): string {
  switch (name) {
    case "took-over":
      return "took over";
    case "left-active":
      return "other left Active";
    default:
      return factText(name);
  }
}

export function methodText(method: string): string {
  return METHOD_TEXT[method] ?? method.replaceAll("-", " ");
}

function newestFirst(drains: readonly Drain[]): Drain[] {
  return [...drains].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}
