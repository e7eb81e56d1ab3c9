// Three nodes and three virtual routers that are made up, and what may happen to them.

const listeners = new Set();
const log = [];
const failovers = [];
const nodes = new Map();
const routers = [
  router("10.77.0.0/24", "ipv4", 51, ["10.77.0.51"], { a: 150, b: 120, c: 100 }),
  router("10.77.0.0/24", "ipv4", 52, ["10.77.0.52", "10.77.0.152"], { a: 100, b: 150, c: 120 }),
  router("fd00:77::/64", "ipv6", 53, ["fd00:77::53"], { a: 120, b: 100, c: 150 }),
];

function router(segment, family, vrid, vips, priorities) {
  const id = `${segment.replaceAll("/", "_")}~${family}~${vrid}`;
  const instances = Object.entries(priorities).map(([node, base]) => ({
    node,
    interface: "eth0",
    state: "INITIALIZE",
    since: now(),
    cause: "STARTUP",
    faults: [],
    basePriority: base,
    effectivePriority: base,
    preempt: true,
    held: false,
    known: true,
    asOf: now(),
  }));
  return {
    id,
    segment,
    family,
    vrid,
    version: 3,
    vips,
    verdict: "UNKNOWN",
    active: [],
    instances,
    lastFailover: null,
  };
}

function now(offsetMillis = 0) {
  return new Date(Date.now() + offsetMillis).toISOString().replace("Z", "123456Z");
}

function record(type, node, data, subjectRouter = null, extra = {}) {
  const seq = log.length + 1;
  const known = nodes.get(node);
  if (known) {
    known.nodeSeq += 1;
    known.lastHeardAt = now();
  }
  const subject = subjectRouter && {
    segment: subjectRouter.segment,
    interface: "eth0",
    family: subjectRouter.family,
    vrid: subjectRouter.vrid,
  };
  const event = {
    seq,
    cursor: `c${seq}`,
    type,
    time: now(),
    recordedAt: now(),
    node,
    logId: "0f".repeat(16),
    nodeSeq: known?.nodeSeq ?? seq,
    bootId: "1f7c",
    monotonicNs: Math.round(performance.now() * 1e6),
    subject,
    data,
    actor: null,
    causationId: null,
    correlationId: null,
    prevHash: "ab".repeat(32),
    ...extra,
  };
  log.push(event);
  for (const listener of listeners) listener(event);
  return event;
}

function transition(router, name, to, cause, evidence = {}) {
  const instance = router.instances.find((one) => one.node === name);
  if (instance.state === to) return;
  const from = instance.state;
  Object.assign(instance, { state: to, since: now(), cause, asOf: now() });
  const data = { from, to, cause, priority: instance.effectivePriority, evidence };
  const event = record("instance.transitioned", name, data, router);
  if (to === "ACTIVE") {
    record("instance.vips-applied", name, { addresses: router.vips, failed: [] }, router);
    const kind = router.family === "ipv6" ? "na" : "garp";
    record("instance.announced", name, { kind, addresses: router.vips, framesCount: 5 }, router);
  } else if (from === "ACTIVE") {
    record("instance.vips-removed", name, { addresses: router.vips, by: "engine" }, router);
  }
  judge(router);
  return event;
}

function isElectable(router, instance) {
  return nodes.get(instance.node).state === "UP" && instance.state !== "FAULT";
}

function judge(router) {
  const known = router.instances.filter((one) => nodes.get(one.node).state === "UP");
  const actives = known.filter((one) => one.state === "ACTIVE");
  router.active = actives.map((one) => ({
    node: one.node,
    since: one.since,
    priority: one.effectivePriority,
  }));
  const spares = known.filter((one) => one.state === "BACKUP");
  if (actives.length > 1) router.verdict = "SPLIT_BRAIN";
  else if (actives.length === 0) router.verdict = "NO_ACTIVE";
  else router.verdict = spares.length === 0 ? "NO_SPARE" : "OK";
  for (const one of router.instances) one.known = nodes.get(one.node).state === "UP";
}

function best(router, except) {
  return router.instances
    .filter((one) => one.node !== except && isElectable(router, one))
    .sort((one, other) => other.effectivePriority - one.effectivePriority)[0];
}

function failover(router, from, to, cause, planned, gapMs, evidence, eventSeqs, drainId = null) {
  const seq = log.length;
  const entry = {
    id: `f-${seq}`,
    seq,
    time: now(),
    vr: router.id,
    from,
    to,
    cause,
    planned,
    drainId,
    gapMs,
    overlapMs: gapMs === 0 ? 0.8 : null,
    boundMs: 1.4,
    provisional: true,
    evidence,
    eventSeqs,
  };
  failovers.unshift(entry);
  router.lastFailover = entry.id;
  setTimeout(() => (entry.provisional = false), 4_000);
}

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function takeOver(router, from, cause, evidence) {
  await wait(1_400);
  const next = best(router, from);
  if (!next || router.active.length > 0) return;
  record(
    "peer.fell-silent",
    next.node,
    { address: `10.77.0.${from}`, silentNanos: 3_609_000_000 },
    router,
  );
  const event = transition(router, next.node, "ACTIVE", "ACTIVE_DOWN_TIMER_EXPIRED", {
    peer: `10.77.0.1${from.charCodeAt(0) - 96}`,
    silentMillis: "3609",
  });
  failover(router, from, next.node, cause, false, 3_612.4, evidence, [event.seq]);
  judge(router);
}

async function comeBack(router, name) {
  const instance = router.instances.find((one) => one.node === name);
  transition(router, name, "BACKUP", "INTERFACE_UP", { interface: "eth0" });
  await wait(1_200);
  await settle(router, instance);
}

async function settle(router, instance) {
  const active = router.instances.find((one) => one.state === "ACTIVE" && one.known);
  if (active && active.effectivePriority >= instance.effectivePriority) return;
  const event = transition(router, instance.node, "ACTIVE", "PREEMPTED_LOWER", {
    peerPriority: String(active?.effectivePriority ?? 0),
  });
  if (!active) return;
  transition(router, active.node, "BACKUP", "HIGHER_PRIORITY_ADVERT", {
    peer: "10.77.0.11",
    peerPriority: String(instance.effectivePriority),
  });
  failover(
    router,
    active.node,
    instance.node,
    "PREEMPTED_LOWER",
    false,
    0,
    { peerPriority: active.effectivePriority },
    [event.seq],
  );
  judge(router);
}

const actions = {
  async cut(name) {
    for (const one of routers) {
      const wasActive = one.active.some((active) => active.node === name);
      transition(one, name, "FAULT", "INTERFACE_DOWN", { interface: "eth0" });
      if (wasActive)
        void takeOver(one, name, "INTERFACE_DOWN", { interface: "eth0", carrier: "down" });
    }
  },
  async mend(name) {
    for (const one of routers) void comeBack(one, name);
  },
  async "stop-agent"(name) {
    nodes.get(name).state = "SILENT";
    nodes.get(name).connectedSince = null;
    record("node.disconnected", "controller", { node: name, reason: "the connection closed" });
    for (const one of routers) {
      const wasActive = one.active.some((active) => active.node === name);
      judge(one);
      if (wasActive) void takeOver(one, name, "ACTIVE_DOWN_TIMER_EXPIRED", { peer: name });
    }
  },
  async "start-agent"(name) {
    Object.assign(nodes.get(name), { state: "UP", connectedSince: now(), lastHeardAt: now() });
    record("node.started", name, { part: "engine", version: "0.1.0", pid: 4711 });
    record("node.connected", "controller", { node: name, heldSeq: nodes.get(name).nodeSeq });
    for (const one of routers) {
      const instance = one.instances.find((candidate) => candidate.node === name);
      instance.state = "INITIALIZE";
      transition(one, name, "BACKUP", "STARTUP");
      setTimeout(() => void settle(one, instance), 1_000);
    }
  },
  async "kill-engine"(name) {
    nodes.get(name).engine = "STOPPED";
    record("node.stopped", name, { part: "engine", pid: 4711, how: "died", detail: "signal 9" });
    for (const one of routers) {
      const wasActive = one.active.some((active) => active.node === name);
      transition(one, name, "INITIALIZE", "SHUTDOWN");
      if (wasActive) void takeOver(one, name, "ACTIVE_DOWN_TIMER_EXPIRED", { peer: name });
    }
    await wait(900);
    nodes.get(name).engine = "RUNNING";
    record("node.started", name, { part: "engine", version: "0.1.0", pid: 4712 });
    for (const one of routers) void comeBack(one, name);
  },
  async split() {
    const [one] = routers;
    transition(one, "b", "ACTIVE", "ACTIVE_DOWN_TIMER_EXPIRED", { peer: "10.77.0.11" });
    judge(one);
  },
};

for (const name of ["a", "b", "c"]) {
  nodes.set(name, {
    node: name,
    state: "UP",
    admin: "NORMAL",
    drainId: null,
    hold: null,
    connectedSince: now(),
    lastHeardAt: now(),
    agentVersion: "0.1.0",
    bootId: "1f7c",
    logId: "0f".repeat(16),
    nodeSeq: 0,
    engine: "RUNNING",
    counts: { active: 0, backup: 0, fault: 0, initialize: 0 },
    faults: [],
  });
  record("node.started", name, { part: "steward", version: "0.1.0", pid: 4000 });
  record("config.applied", name, {
    file: "/etc/keepalived/keepalived.conf",
    warnings: ["line 4: smtp_server is not used"],
  });
}
for (const one of routers) {
  for (const instance of one.instances) transition(one, instance.node, "BACKUP", "STARTUP");
  transition(one, best(one, "").node, "ACTIVE", "ACTIVE_DOWN_TIMER_EXPIRED", {});
}

export {
  actions,
  best,
  failover,
  failovers,
  judge,
  listeners,
  log,
  nodes,
  now,
  record,
  routers,
  settle,
  transition,
  wait,
};
