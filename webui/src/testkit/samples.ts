import type { Envelope, Failover, Instance, Node, VirtualRouter } from "../api/types";

/** What tests start from; they change only what they are about. */
export const T0 = "2026-03-02T12:00:00.000000000Z";
export const T0_MILLIS = Date.parse("2026-03-02T12:00:00Z");

export function instance(node: string, change: Partial<Instance> = {}): Instance {
  return {
    node,
    interface: "eth0",
    state: "BACKUP",
    since: T0,
    cause: "STARTUP",
    faults: [],
    basePriority: 100,
    effectivePriority: 100,
    preempt: true,
    held: false,
    known: true,
    asOf: T0,
    ...change,
  };
}

export function router(change: Partial<VirtualRouter> = {}): VirtualRouter {
  return {
    id: "10.77.0.0_24~ipv4~51",
    segment: "10.77.0.0/24",
    family: "ipv4",
    vrid: 51,
    version: 3,
    vips: ["10.77.0.51"],
    verdict: "OK",
    active: [{ node: "a", since: T0, priority: 150 }],
    instances: [instance("a", { state: "ACTIVE" }), instance("b")],
    lastFailover: null,
    ...change,
  };
}

export function node(name: string, change: Partial<Node> = {}): Node {
  return {
    node: name,
    state: "UP",
    admin: "NORMAL",
    drainId: null,
    hold: null,
    connectedSince: T0,
    lastHeardAt: T0,
    agentVersion: "0.1.0",
    bootId: "boot",
    logId: "00",
    nodeSeq: 1,
    engine: "RUNNING",
    counts: { active: 0, backup: 1, fault: 0, initialize: 0 },
    faults: [],
    ...change,
  };
}

export function failover(change: Partial<Failover> = {}): Failover {
  return {
    id: "f-7",
    seq: 7,
    time: T0,
    vr: "10.77.0.0_24~ipv4~51",
    from: "a",
    to: "b",
    cause: "ACTIVE_DOWN_TIMER_EXPIRED",
    planned: false,
    drainId: null,
    gapMs: 3_612.4,
    overlapMs: null,
    boundMs: 1.4,
    provisional: false,
    evidence: {},
    eventSeqs: [6, 7],
    ...change,
  };
}

export function event(seq: number, change: Partial<Envelope> = {}): Envelope {
  return {
    seq,
    cursor: `c${seq}`,
    type: "instance.transitioned",
    time: T0,
    recordedAt: T0,
    node: "a",
    logId: "00",
    nodeSeq: seq,
    bootId: "boot",
    monotonicNs: seq,
    subject: null,
    data: {},
    actor: null,
    causationId: null,
    correlationId: null,
    prevHash: "00",
    ...change,
  };
}
