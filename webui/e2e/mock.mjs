// A stand-in for the controller while the page is worked on: `npm run mock`, then `npm run dev`,
// or http://127.0.0.1:8080 for the built page. Three nodes, three virtual routers, and a story
// that goes on by itself (`--quiet` stops it). `--e2e` runs the end-to-end script against it.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { carryOut, drains, planOf, restore } from "./mockDrains.mjs";
import {
  actions,
  failovers,
  listeners,
  log,
  nodes,
  now,
  record,
  routers,
  wait,
} from "./mockFleet.mjs";

const webroot = join(dirname(fileURLToPath(import.meta.url)), "../target/classes/webroot");
const args = new Set(process.argv.slice(2));
const port = Number(process.env.PORT ?? 8080);
const HEARTBEAT_MILLIS = 5_000;

const streams = new Set();
listeners.add((event) => {
  for (const stream of streams) send(stream, "event", event, event.cursor);
});

function send(stream, event, data, id) {
  stream.write(`${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** What was, so that the page can look back. */
const history = [];
setInterval(() => {
  if (history.at(-1)?.seq === log.length) return;
  const all = { routers, nodes: [...nodes.values()], failovers, drains };
  history.push({ time: Date.now(), seq: log.length, ...structuredClone(all) });
}, 100);

async function story() {
  for (;;) {
    await wait(9_000);
    record("tracker.state-changed", "b", {
      name: "chk_haproxy",
      kind: "script",
      isUp: false,
      detail: "exit 1",
    });
    record(
      "instance.priority-changed",
      "b",
      { from: 150, to: 130, contributions: [{ name: "chk_haproxy", delta: -20 }] },
      routers[1],
    );
    await wait(6_000);
    record("tracker.state-changed", "b", {
      name: "chk_haproxy",
      kind: "script",
      isUp: true,
      detail: "exit 0",
    });
    record("instance.priority-changed", "b", { from: 130, to: 150, contributions: [] }, routers[1]);
    record("node.clock-measured", "a", { offsetNanos: -41_000, errorNanos: 310_000 });
  }
}
if (!args.has("--quiet") && !args.has("--e2e")) void story();
setInterval(() => {
  for (const stream of streams) send(stream, "heartbeat", { now: now(), asOfSeq: log.length });
  for (const node of nodes.values()) if (node.state === "UP") node.lastHeardAt = now();
}, HEARTBEAT_MILLIS);

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

function json(response, body, status = 200, headers = {}) {
  response.writeHead(status, {
    "content-type": status < 400 ? "application/json" : "application/problem+json",
    ...headers,
  });
  response.end(body === null ? "" : JSON.stringify(body));
}

const list = (items) => ({ items, asOfSeq: log.length, asOfCursor: `c${log.length}` });

function openStream(request, url, response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const after = request.headers["last-event-id"] ?? url.searchParams.get("after");
  if (after === null)
    send(response, "hello", {
      asOfSeq: log.length,
      asOfCursor: `c${log.length}`,
      controller: "mock",
      now: now(),
    });
  else if (!/^c\d+$/.test(after) || Number(after.slice(1)) > log.length)
    send(response, "reset", {});
  else {
    send(response, "heartbeat", { now: now(), asOfSeq: log.length });
    for (const event of log.slice(Number(after.slice(1))))
      send(response, "event", event, event.cursor);
  }
  streams.add(response);
  request.on("close", () => streams.delete(response));
}

function read(path, url, response) {
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const at = url.searchParams.get("at");
  const past = at && history.findLast((one) => one.time <= Date.parse(at));
  const seen = past || { routers, nodes: [...nodes.values()], failovers, drains };
  if (path === "/virtual-routers") return json(response, list(seen.routers));
  if (path === "/nodes") return json(response, list(seen.nodes));
  if (path === "/failovers") return json(response, list(seen.failovers.slice(0, limit)));
  if (path === "/drains") return json(response, list(seen.drains));
  if (path === "/version")
    return json(response, { version: "0.1.0", controller: "mock", epoch: 1 });
  if (path === "/events") {
    const before = Number((url.searchParams.get("before") ?? "c999999999").slice(1));
    const found = log.filter((one) => one.seq < before && one.seq <= (past?.seq ?? log.length));
    const isDescending = url.searchParams.get("order") === "desc";
    const items = (isDescending ? found.reverse() : found).slice(0, limit);
    return json(response, { ...list(items), next: null, prev: null });
  }
  if (/^\/events\/\d+$/.test(path)) return json(response, log[Number(path.slice(8)) - 1] ?? null);
  return json(
    response,
    { type: "about:blank", title: "Not found", status: 404, detail: path },
    404,
  );
}

async function write(path, body, response) {
  const undrain = /^\/nodes\/([^/]+)\/undrain$/.exec(path);
  if (path === "/drains") {
    const plan = planOf(body);
    const { target, refusals, steps } = plan;
    if (body.dryRun) return json(response, { target, state: "PLANNED", refusals, steps });
    if (plan.refusals.length > 0)
      return json(
        response,
        { title: "The drain is refused", status: 412, detail: "", refusals: plan.refusals },
        412,
      );
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
    return request.method === "GET"
      ? read(path, url, response)
      : write(path, JSON.parse(text || "{}"), response);
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
