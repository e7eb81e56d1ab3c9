// A stand-in for the controller while the page is worked on: `npm run mock`, then `npm run dev`,
// or http://127.0.0.1:8080 for the built page. Three nodes, three virtual routers, and a story
// that goes on by itself (`--quiet` stops it). `--e2e` runs the end-to-end script against it.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const webroot = join(dirname(fileURLToPath(import.meta.url)), "../target/classes/webroot");
const args = new Set(process.argv.slice(2));
const port = Number(process.env.PORT ?? 8080);
const HEARTBEAT_MILLIS = 5_000;

const log = [];
const failovers = [];
const drains = [];
const streams = new Set();
const nodes = new Map();
const routers = [
  router("10.77.0.0/24", "ipv4", 51, ["10.77.0.51"], { a: 150, b: 120, c: 100 }),
  router("10.77.0.0/24", "ipv4", 52, ["10.77.0.52", "10.77.0.152"], { a: 100, b: 150, c: 120 }),
  router("fd00:77::/64", "ipv6", 53, ["fd00:77::53"], { a: 120, b: 100, c: 150 }),
];

function router(segment, family, vrid, vips, priorities) {
  const id = `${segment.replaceAll("/", "_")}~${family}~${vrid}`;
  const instances = Object.entries(priorities).map(([node, base]) => ({
    node, interface: "eth0", state: "INITIALIZE", since: now(), cause: "STARTUP", basePriority: base,
    effectivePriority: base, preempt: true, held: false, known: true, asOf: now(),
  }));
  return { id, segment, family, vrid, version: 3, vips, verdict: "UNKNOWN", active: [], instances, lastFailover: null };
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
    segment: subjectRouter.segment, interface: "eth0", family: subjectRouter.family, vrid: subjectRouter.vrid,
  };
  const event = {
    seq, cursor: `c${seq}`, type, time: now(), recordedAt: now(), node, logId: "0f".repeat(16),
    nodeSeq: known?.nodeSeq ?? seq, bootId: "1f7c", monotonicNs: Math.round(performance.now() * 1e6),
    subject, data, actor: null, causationId: null, correlationId: null, prevHash: "ab".repeat(32), ...extra,
  };
  log.push(event);
  for (const stream of streams) send(stream, "event", event, event.cursor);
  return event;
}

function send(stream, event, data, id) {
  stream.write(`${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
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
  router.active = actives.map((one) => ({ node: one.node, since: one.since, priority: one.effectivePriority }));
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
    id: `f-${seq}`, seq, time: now(), vr: router.id, from, to, cause, planned, drainId, gapMs,
    overlapMs: gapMs === 0 ? 0.8 : null, boundMs: 1.4, provisional: true, evidence, eventSeqs,
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
  record("peer.fell-silent", next.node, { address: `10.77.0.${from}`, silentNanos: 3_609_000_000 }, router);
  const event = transition(router, next.node, "ACTIVE", "ACTIVE_DOWN_TIMER_EXPIRED", { peer: `10.77.0.1${from.charCodeAt(0) - 96}`, silentMillis: "3609" });
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
  const event = transition(router, instance.node, "ACTIVE", "PREEMPTED_LOWER", { peerPriority: String(active?.effectivePriority ?? 0) });
  if (!active) return;
  transition(router, active.node, "BACKUP", "HIGHER_PRIORITY_ADVERT", { peer: "10.77.0.11", peerPriority: String(instance.effectivePriority) });
  failover(router, active.node, instance.node, "PREEMPTED_LOWER", false, 0, { peerPriority: active.effectivePriority }, [event.seq]);
  judge(router);
}

const actions = {
  async cut(name) {
    for (const one of routers) {
      const wasActive = one.active.some((active) => active.node === name);
      transition(one, name, "FAULT", "INTERFACE_DOWN", { interface: "eth0" });
      if (wasActive) void takeOver(one, name, "INTERFACE_DOWN", { interface: "eth0", carrier: "down" });
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
  async hush() {
    for (const stream of streams) stream.end();
    server.close();
  },
};

function planOf(request) {
  const steps = routers.filter((one) => one.instances.some((i) => i.node === request.node)).map((one) => {
    const isActive = one.active.some((active) => active.node === request.node);
    const to = isActive ? (request.to ?? best(one, request.node)?.node ?? null) : null;
    const facts = isActive ? ["took-over", "announced", "left-active", "addresses-gone", "settled"] : ["settled"];
    return {
      vr: one.id, method: isActive ? "hand-over" : "hold-only", from: request.node, to, state: "PENDING",
      detail: isActive ? "hand-over between agents, no address is without a router" : "",
      evidence: facts.map((fact) => ({ fact, seq: null, time: null })),
    };
  });
  const refusals = steps
    .filter((step) => step.method === "hand-over" && step.to === null)
    .map((step) => ({ code: "no-eligible-backup", vr: step.vr, detail: "no other node could take it" }));
  const busy = [...nodes.values()].find((node) => node.admin !== "NORMAL" && node.node !== request.node);
  if (busy) refusals.push({ code: "peer-already-draining", vr: steps[0].vr, detail: `${busy.node} is ${busy.admin.toLowerCase()} already; a second one would leave one router` });
  return {
    id: `d-${drains.length + 1}`, target: request.node, state: "PLANNED", message: request.message, by: "admin",
    createdAt: now(), deadlineAt: now(600_000), holdExpiresAt: now(4 * 3_600_000), refusals, steps, unproved: [],
  };
}

async function carryOut(drain) {
  const node = nodes.get(drain.target);
  const touch = (type, data) => record(type, "controller", { drainId: drain.id, node: drain.target, ...data });
  const prove = (step, fact, event) => Object.assign(step.evidence.find((one) => one.fact === fact), { seq: event.seq, time: event.time });
  node.admin = "DRAINING";
  node.drainId = drain.id;
  drain.state = "DRAINING";
  touch("drain.requested", { message: drain.message });
  await wait(600);
  node.hold = { drainId: drain.id, by: drain.by, message: drain.message, since: now(), expiresAt: drain.holdExpiresAt };
  for (const one of routers) Object.assign(one.instances.find((i) => i.node === node.node), { held: true, effectivePriority: 1 });
  record("drain.hold-placed", node.node, { drainId: drain.id, by: drain.by, message: drain.message });
  for (const step of drain.steps) step.state = step.method === "hold-only" ? "SETTLING" : "HOLDING";
  for (const step of drain.steps.filter((one) => one.method === "hand-over")) {
    const one = routers.find((candidate) => candidate.id === step.vr);
    step.state = "TAKING_OVER";
    touch("command.issued", { command: { kind: "take-over" } });
    await wait(900);
    prove(step, "took-over", transition(one, step.to, "ACTIVE", "HAND_OVER", { expectedActive: drain.target, expectedPriority: "1" }));
    prove(step, "announced", log.at(-1));
    prove(step, "left-active", transition(one, drain.target, "BACKUP", "HIGHER_PRIORITY_ADVERT", { peer: step.to }));
    prove(step, "addresses-gone", log.at(-1));
    step.state = "SETTLING";
    failover(one, drain.target, step.to, "HAND_OVER", true, 0, { expectedActive: drain.target }, [step.evidence[0].seq], drain.id);
    judge(one);
  }
  drain.state = "VERIFYING";
  await wait(1_500);
  for (const step of drain.steps) {
    step.state = "PROVED";
    prove(step, "settled", touch("drain.step-proved", { virtualRouter: step.vr }));
  }
  drain.state = "HELD";
  node.admin = "HELD";
  touch("drain.completed", {});
}

async function restore(name) {
  const node = nodes.get(name);
  const drain = drains.find((one) => one.id === node.drainId);
  drain.state = "RESTORING";
  record("drain.undrain-requested", "controller", { drainId: drain.id, node: name, message: "" });
  await wait(700);
  Object.assign(node, { admin: "NORMAL", hold: null, drainId: null });
  for (const one of routers) {
    const instance = one.instances.find((i) => i.node === name);
    Object.assign(instance, { held: false, effectivePriority: instance.basePriority });
    setTimeout(() => void settle(one, instance), 1_000);
  }
  record("drain.hold-lifted", name, { drainId: drain.id, by: "admin", why: "undrain" });
  drain.state = "COMPLETED";
  record("drain.restored", "controller", { drainId: drain.id, node: name });
}

for (const name of ["a", "b", "c"]) {
  nodes.set(name, {
    node: name, state: "UP", admin: "NORMAL", drainId: null, hold: null, connectedSince: now(), lastHeardAt: now(),
    agentVersion: "0.1.0", bootId: "1f7c", logId: "0f".repeat(16), nodeSeq: 0, engine: "RUNNING",
    counts: { active: 0, backup: 0, fault: 0, initialize: 0 },
  });
  record("node.started", name, { part: "steward", version: "0.1.0", pid: 4000 });
  record("config.applied", name, { file: "/etc/keepalived/keepalived.conf", warnings: ["line 4: smtp_server is not used"] });
}
for (const one of routers) {
  for (const instance of one.instances) transition(one, instance.node, "BACKUP", "STARTUP");
  transition(one, best(one, "").node, "ACTIVE", "ACTIVE_DOWN_TIMER_EXPIRED", {});
}

async function story() {
  for (;;) {
    await wait(9_000);
    record("tracker.state-changed", "b", { name: "chk_haproxy", kind: "script", isUp: false, detail: "exit 1" });
    record("instance.priority-changed", "b", { from: 150, to: 130, contributions: [{ name: "chk_haproxy", delta: -20 }] }, routers[1]);
    await wait(6_000);
    record("tracker.state-changed", "b", { name: "chk_haproxy", kind: "script", isUp: true, detail: "exit 0" });
    record("instance.priority-changed", "b", { from: 130, to: 150, contributions: [] }, routers[1]);
    record("node.clock-measured", "a", { offsetNanos: -41_000, errorNanos: 310_000 });
  }
}
if (!args.has("--quiet") && !args.has("--e2e")) void story();
setInterval(() => {
  for (const stream of streams) send(stream, "heartbeat", { now: now(), asOfSeq: log.length });
  for (const node of nodes.values()) if (node.state === "UP") node.lastHeardAt = now();
}, HEARTBEAT_MILLIS);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

function json(response, body, status = 200, headers = {}) {
  response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers });
  response.end(body === null ? "" : JSON.stringify(body));
}

const list = (items) => ({ items, asOfSeq: log.length, asOfCursor: `c${log.length}` });

function openStream(request, url, response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const after = request.headers["last-event-id"] ?? url.searchParams.get("after");
  if (after === null) send(response, "hello", { asOfSeq: log.length, asOfCursor: `c${log.length}`, controller: "mock", now: now() });
  else if (!/^c\d+$/.test(after) || Number(after.slice(1)) > log.length) send(response, "reset", {});
  else {
    send(response, "heartbeat", { now: now(), asOfSeq: log.length });
    for (const event of log.slice(Number(after.slice(1)))) send(response, "event", event, event.cursor);
  }
  streams.add(response);
  request.on("close", () => streams.delete(response));
}

function read(path, url, response) {
  const limit = Number(url.searchParams.get("limit") ?? 50);
  if (path === "/virtual-routers") return json(response, list(routers));
  if (path === "/nodes") return json(response, list([...nodes.values()]));
  if (path === "/failovers") return json(response, list(failovers.slice(0, limit)));
  if (path === "/drains") return json(response, list(drains));
  if (path === "/version") return json(response, { version: "0.1.0", controller: "mock", epoch: 1 });
  if (path === "/events") {
    const before = Number((url.searchParams.get("before") ?? "c999999999").slice(1));
    const items = log.filter((event) => event.seq < before).reverse().slice(0, limit);
    return json(response, { ...list(items), next: null, prev: null });
  }
  if (/^\/events\/\d+$/.test(path)) return json(response, log[Number(path.slice(8)) - 1] ?? null);
  return json(response, { type: "about:blank", title: "Not found", status: 404, detail: path }, 404);
}

async function write(path, body, response) {
  const undrain = /^\/nodes\/([^/]+)\/undrain$/.exec(path);
  if (path === "/drains") {
    const plan = planOf(body);
    const { target, refusals, steps } = plan;
    if (body.dryRun) return json(response, { target, state: "PLANNED", refusals, steps });
    if (plan.refusals.length > 0) return json(response, { title: "The drain is refused", status: 412, detail: "", refusals: plan.refusals }, 412);
    drains.push(plan);
    void carryOut(plan);
    return json(response, plan, 202, { location: `/api/v1/drains/${plan.id}` });
  }
  if (undrain) {
    void restore(undrain[1]);
    return json(response, null, 202);
  }
  return json(response, { title: "Not found", status: 404, detail: path }, 404);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://mock");
  let text = "";
  for await (const chunk of request) text += chunk;
  if (url.pathname.startsWith("/mock/")) {
    const [, , action, name] = url.pathname.split("/");
    await actions[action](name);
    return json(response, null);
  }
  if (url.pathname.startsWith("/api/v1")) {
    const path = url.pathname.slice(7);
    if (path === "/stream") return openStream(request, url, response);
    return request.method === "GET" ? read(path, url, response) : write(path, JSON.parse(text || "{}"), response);
  }
  const file = join(webroot, normalize(url.pathname));
  const found = existsSync(file) && statSync(file).isFile() ? file : join(webroot, "index.html");
  response.writeHead(200, { "content-type": TYPES[extname(found)] ?? "application/octet-stream" });
  createReadStream(found).pipe(response);
});

server.listen(port, "127.0.0.1", () => {
  console.log(`mock controller on http://127.0.0.1:${port}`);
  if (args.has("--e2e")) driveEndToEnd();
});

function driveEndToEnd() {
  const script = join(dirname(fileURLToPath(import.meta.url)), "dashboard.e2e.mjs");
  const env = { ...process.env, BATON_URL: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, [script], { env, stdio: ["pipe", "pipe", "inherit"] });
  createInterface({ input: child.stdout }).on("line", async (line) => {
    console.log(line);
    const [word, action, name] = line.split(" ");
    if (word !== "DO") return;
    await actions[action](name);
    child.stdin.write("OK\n");
  });
  child.on("exit", (code) => process.exit(code ?? 1));
}
