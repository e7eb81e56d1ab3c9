import type { Instance, Node, VirtualRouter } from "../api/types";
import { causeText } from "./causes";
import type { Freshness } from "./freshness";

/** What a cell of the matrix says; the letter stands beside every colour. */
export type CellState =
  "ACTIVE" | "BACKUP" | "INITIALIZE" | "FAULT" | "HELD" | "DRAINING" | "UNKNOWN" | "NONE";

export interface Cell {
  state: CellState;
  letter: string;
  label: string;
  /** False: this is what it was when it was last known. */
  isKnown: boolean;
  isHeld: boolean;
  isDraining: boolean;
  instance: Instance | null;
}

const LETTERS: Record<CellState, string> = {
  ACTIVE: "A",
  BACKUP: "B",
  INITIALIZE: "I",
  FAULT: "F",
  HELD: "H",
  DRAINING: "D",
  UNKNOWN: "?",
  NONE: "–",
};

const LABELS: Record<CellState, string> = {
  ACTIVE: "Active (master)",
  BACKUP: "Backup",
  INITIALIZE: "Initialize",
  FAULT: "Fault",
  HELD: "Held",
  DRAINING: "Draining",
  UNKNOWN: "Unknown",
  NONE: "Not configured",
};

/** The letters that need explaining under the matrix. */
export const LEGEND: readonly CellState[] = [
  "ACTIVE",
  "BACKUP",
  "INITIALIZE",
  "FAULT",
  "HELD",
  "DRAINING",
  "UNKNOWN",
];

export function letterOf(state: CellState): string {
  return LETTERS[state];
}

/** What keeps an instance from taking part. */
export function whyOut(instance: Instance): string {
  return instance.faults.length > 0 ? instance.faults.join(", ") : causeText(instance.cause);
}

export function labelOf(state: CellState): string {
  return LABELS[state];
}

/** One node's part in one virtual router, as far as it is known now. */
export function cellOf(router: VirtualRouter, node: Node, freshness: Freshness): Cell {
  const instance = router.instances.find((candidate) => candidate.node === node.node) ?? null;
  const isKnown =
    instance !== null && instance.known && node.state === "UP" && freshness !== "stale";
  const isDraining = node.admin === "DRAINING";
  const isHeld = instance?.held ?? false;
  const state = stateOf(instance, isKnown, isHeld, isDraining);
  return {
    state,
    letter: LETTERS[state],
    label: LABELS[state],
    isKnown,
    isHeld,
    isDraining,
    instance,
  };
}

function stateOf(
  instance: Instance | null,
  isKnown: boolean,
  isHeld: boolean,
  isDraining: boolean,
): CellState {
  if (instance === null) return "NONE";
  if (!isKnown) return "UNKNOWN";
  if (instance.state !== "BACKUP") return instance.state;
  if (isDraining) return "DRAINING";
  return isHeld ? "HELD" : "BACKUP";
}

/** Every node that is known or has an instance, by name. */
export function columnsOf(nodes: readonly Node[]): Node[] {
  return [...nodes].sort((one, other) =>
    one.node.localeCompare(other.node, "en", { numeric: true }),
  );
}

/** By segment, family, VRID: rows never change places because a state changed. */
export function rowsOf(routers: readonly VirtualRouter[]): VirtualRouter[] {
  return [...routers].sort(
    (one, other) =>
      one.segment.localeCompare(other.segment, "en", { numeric: true }) ||
      one.family.localeCompare(other.family) ||
      one.vrid - other.vrid,
  );
}
