import type { Node, VirtualRouter } from "../api/types";
import type { Freshness } from "./freshness";
import { routerName } from "./routers";
import { ageText, millisOf } from "./time";

export type Tone = "ok" | "warn" | "bad" | "unknown" | "loading";

export interface Verdict {
  tone: Tone;
  headline: string;
  detail: string;
}

interface Facts {
  routers: readonly VirtualRouter[] | null;
  nodes: readonly Node[] | null;
  freshness: Freshness;
  /** By our clock. */
  lastWordAt: number;
  nowMillis: number;
  /** The controller's clock minus ours. */
  offsetMillis: number;
}

const READING: Verdict = { tone: "loading", headline: "Reading the state…", detail: "" };

/** The one line that is read in two seconds: the worst thing first. */
export function verdictOf(facts: Facts): Verdict {
  const { routers } = facts;
  if (facts.freshness === "stale") return unheard(facts);
  if (routers === null) return READING;
  if (routers.length === 0) return nothingYet(facts.nodes ?? []);
  const controllerNow = facts.nowMillis + facts.offsetMillis;
  const worst =
    problem(facts, "NO_ACTIVE", (router) => noActive(router, controllerNow)) ??
    problem(facts, "SPLIT_BRAIN", splitBrain) ??
    unknown(routers);
  if (worst !== null) return worst;
  return facts.nodes === null ? READING : fine(routers, facts.nodes);
}

function unheard(facts: Facts): Verdict {
  const age = facts.lastWordAt === 0 ? "" : ` for ${ageText(facts.nowMillis - facts.lastWordAt)}`;
  return {
    tone: "unknown",
    headline: `Unknown: nothing heard from the controller${age}`,
    detail:
      facts.lastWordAt === 0
        ? "Is it running, and can this browser reach it? The page keeps trying."
        : "What is below is the last that was known. VRRP itself does not need the controller.",
  };
}

function nothingYet(nodes: readonly Node[]): Verdict {
  return {
    tone: "loading",
    headline: nodes.length === 0 ? "No node has reported yet" : "No virtual router is configured",
    detail:
      nodes.length === 0
        ? "Start an agent on each host and point it here."
        : "Add a vrrp_instance to keepalived.conf on the nodes and reload.",
  };
}

function problem(
  facts: Facts,
  kind: VirtualRouter["verdict"],
  headlineOf: (router: VirtualRouter) => string,
): Verdict | null {
  const routers = facts.routers ?? [];
  const first = routers.find((router) => router.verdict === kind);
  if (first === undefined) return null;
  const others = routers.filter((router) => router !== first);
  return {
    tone: "bad",
    headline: headlineOf(first),
    detail: restText(others, limitText(routers, facts.nodes ?? [])),
  };
}

const TROUBLES = {
  NO_ACTIVE: "no Active",
  SPLIT_BRAIN: "split brain",
  UNKNOWN: "unknown",
} as const;

/** What there is to say of all but the one in the headline. */
function restText(others: readonly VirtualRouter[], limit: string): string {
  const troubles = Object.entries(TROUBLES).flatMap(([kind, words]) => {
    const names = others.filter((router) => router.verdict === kind).map(routerName);
    return names.length === 0 ? [] : [`${words} for ${names.join(", ")}`];
  });
  if (troubles.length > 0) return `Also: ${troubles.join("; ")}.`;
  if (others.length === 0) return "";
  const exactly = limit === "" ? "exactly " : "";
  return others.length === 1
    ? `The other one has ${exactly}one active router${limit}.`
    : `The other ${others.length} have ${exactly}one active router each${limit}.`;
}

function noActive(router: VirtualRouter, controllerNow: number): string {
  const since = noActiveSince(router);
  const age = since === null ? "" : ` for ${ageText(controllerNow - since)}`;
  return `NO ACTIVE router for ${routerName(router)}${age}`;
}

/** The last change of any instance: since then at the latest nobody has it. */
function noActiveSince(router: VirtualRouter): number | null {
  const changes = router.instances.map((instance) => millisOf(instance.since));
  return changes.length === 0 ? null : Math.max(...changes);
}

function splitBrain(router: VirtualRouter): string {
  const names = router.active.map((active) => active.node).join(" and ");
  return `SPLIT BRAIN: ${names} are both Active for ${routerName(router)}`;
}

function unknown(routers: readonly VirtualRouter[]): Verdict | null {
  const unclear = routers.filter((router) => router.verdict === "UNKNOWN");
  if (unclear.length === 0) return null;
  const names = unclear.map(routerName).join(", ");
  return {
    tone: "unknown",
    headline:
      unclear.length === 1
        ? `Unknown: who is Active for ${names}`
        : `Unknown: who is Active for ${unclear.length} virtual routers`,
    detail: "The nodes that could say are silent.",
  };
}

function fine(routers: readonly VirtualRouter[], nodes: readonly Node[]): Verdict {
  const bare = routers.filter((router) => router.verdict === "NO_SPARE");
  const silent = silentNodes(routers, nodes);
  const faulty = [...new Set(routers.flatMap(faultyNodes))].sort();
  const notes = [
    bare.length === 0 ? "" : `${bare.length} without a spare: ${bare.map(routerName).join(", ")}.`,
    silent.length === 0 ? "" : `Not heard: ${silent.join(", ")}.`,
    ...silent.map((node) => lastWord(routers, node)),
    faulty.length === 0 ? "" : `In fault: ${faulty.join(", ")}.`,
  ].filter((note) => note !== "");
  const limit = limitText(routers, nodes);
  const exactly = limit === "" ? "exactly " : "";
  const headline = `${allText(routers)} ${exactly}one active router${limit}`;
  return { tone: notes.length === 0 ? "ok" : "warn", headline, detail: notes.join(" ") };
}

function allText(routers: readonly VirtualRouter[]): string {
  return routers.length === 1
    ? "The virtual router has"
    : `All ${routers.length} virtual routers have`;
}

/** The nodes of which it is not known what they do now. */
function silentNodes(routers: readonly VirtualRouter[], nodes: readonly Node[]): string[] {
  const silent = nodes.filter((node) => node.state === "SILENT");
  const unknown = routers.flatMap((router) => router.instances.filter((one) => !one.known));
  return [...new Set([...silent, ...unknown].map((one) => one.node))].sort();
}

/** What is said of all routers is said of the nodes that are heard; nothing if all are. */
function limitText(routers: readonly VirtualRouter[], nodes: readonly Node[]): string {
  const silent = silentNodes(routers, nodes);
  if (silent.length === 0) return "";
  const all = new Set([...nodes.map((node) => node.node), ...silent]).size;
  const heard = `${all - silent.length} of ${all} ${all === 1 ? "node" : "nodes"}`;
  return `, as far as ${heard} can be heard`;
}

/** A silent node that was Active may still be: another one beside it would be a split brain. */
function lastWord(routers: readonly VirtualRouter[], node: string): string {
  const names = routers
    .filter((router) =>
      router.instances.some((one) => one.node === node && !one.known && one.state === "ACTIVE"),
    )
    .map(routerName);
  return names.length === 0 ? "" : `${node} was last known Active for ${names.join(", ")}.`;
}

function faultyNodes(router: VirtualRouter): string[] {
  return router.instances
    .filter((instance) => instance.known && instance.state === "FAULT")
    .map((instance) => instance.node);
}
