/** The shapes of the HTTP contract, as they come over the wire. */

export type InstanceState = "ACTIVE" | "BACKUP" | "INITIALIZE" | "FAULT";
export type Family = "ipv4" | "ipv6";
export type RouterVerdict = "OK" | "NO_SPARE" | "NO_ACTIVE" | "SPLIT_BRAIN" | "UNKNOWN";

export interface ListAnswer<T> {
  items: T[];
  asOfSeq: number;
  asOfCursor: string;
}

export interface Instance {
  node: string;
  interface: string;
  state: InstanceState;
  since: string;
  cause: string;
  faults: string[];
  basePriority: number;
  effectivePriority: number;
  preempt: boolean;
  held: boolean;
  known: boolean;
  asOf: string;
}

export interface ActiveInstance {
  node: string;
  since: string;
  priority: number;
}

export interface VirtualRouter {
  id: string;
  segment: string;
  family: Family;
  vrid: number;
  version: number;
  vips: string[];
  verdict: RouterVerdict;
  active: ActiveInstance[];
  instances: Instance[];
  lastFailover: string | null;
}

export interface Hold {
  drainId: string;
  by: string;
  message: string;
  since: string;
  expiresAt: string | null;
}

export interface Node {
  node: string;
  state: "UP" | "SILENT";
  admin: "NORMAL" | "DRAINING" | "HELD";
  drainId: string | null;
  hold: Hold | null;
  connectedSince: string | null;
  lastHeardAt: string;
  agentVersion: string;
  bootId: string;
  logId: string;
  nodeSeq: number;
  engine: "RUNNING" | "STOPPED" | "UNKNOWN";
  counts: { active: number; backup: number; fault: number; initialize: number };
  faults: string[];
}

export interface Failover {
  id: string;
  seq: number;
  time: string;
  vr: string;
  from: string | null;
  to: string | null;
  cause: string;
  planned: boolean;
  drainId: string | null;
  gapMs: number | null;
  overlapMs: number | null;
  boundMs: number | null;
  provisional: boolean;
  evidence: Record<string, unknown>;
  eventSeqs: number[];
}

export type DrainState =
  | "PLANNED"
  | "DRAINING"
  | "VERIFYING"
  | "HELD"
  | "RESTORING"
  | "COMPLETED"
  | "FAILED"
  | "ABORTED"
  | "REFUSED";

export type StepState =
  "PENDING" | "HOLDING" | "TAKING_OVER" | "SETTLING" | "PROVED" | "STUCK" | "REFUSED";

export interface DrainFact {
  fact: string;
  seq: number | null;
  time: string | null;
}

export interface DrainStep {
  vr: string;
  method: string;
  from: string;
  to: string | null;
  state: StepState;
  detail: string;
  evidence: DrainFact[];
}

export interface Refusal {
  code: string;
  vr: string | null;
  detail: string;
}

/** What a drain would do; the answer to a dry run. */
export interface Plan {
  target: string;
  refusals: Refusal[];
  steps: DrainStep[];
}

/** A virtual router on its way back after an undrain. */
export interface Return {
  vr: string;
  evidence: DrainFact[];
}

export interface Drain extends Plan {
  id: string;
  state: DrainState;
  message: string;
  by: string;
  createdAt: string;
  deadlineAt: string;
  holdExpiresAt: string | null;
  returning?: Return[];
  unproved: string[];
}

export interface DrainRequest {
  node: string;
  message: string;
  to?: string;
  deadline?: string;
  holdTtl?: string;
}

export interface Subject {
  segment: string;
  interface: string;
  family: Family;
  vrid: number;
}

export interface Envelope {
  seq: number;
  cursor: string;
  type: string;
  time: string;
  recordedAt: string;
  node: string;
  logId: string;
  nodeSeq: number;
  bootId: string;
  monotonicNs: number;
  subject: Subject | null;
  data: Record<string, unknown>;
  actor: { kind: string; id: string; via: string } | null;
  causationId: string | null;
  correlationId: string | null;
  prevHash: string;
}

export interface EventPage extends ListAnswer<Envelope> {
  next: string | null;
  prev: string | null;
}

export interface Version {
  version: string;
  controller: string;
  epoch: number;
}
