import type { Envelope, InstanceState } from "../api/types";
import { causeText } from "./causes";
import { type Facts, fact, factList, factMillis, phrase } from "./facts";
import { routerNameOf } from "./routers";
import { durationText } from "./time";

type Sentence = (data: Facts, event: Envelope) => string;

const STATES: Readonly<Record<InstanceState, string>> = {
  ACTIVE: "Active (master)",
  BACKUP: "Backup",
  INITIALIZE: "Initialize",
  FAULT: "Fault",
};

/** One line for each type of event. The node stands beside it and is not repeated. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  "instance.transitioned": (d) =>
    `${state(d, "to")}, was ${state(d, "from")}: ${causeText(fact(d, "cause") ?? "", evidence(d))}`,
  "instance.priority-changed": (d) =>
    `Priority ${fact(d, "from") ?? "?"} to ${fact(d, "to") ?? "?"}${contributions(d)}`,
  "instance.vips-applied": (d) => `Put up ${addresses(d)}${failed(d)}`,
  "instance.vips-removed": (d) => `Took away ${addresses(d)}${byOther(d)}`,
  "instance.vips-left-behind": (d) => `Found ${addresses(d)}, there from before this start`,
  "instance.routes-applied": (d) => `Added ${routes(d)}${failed(d)}`,
  "instance.routes-removed": (d) => `Took away ${routes(d)}${byOther(d)}`,
  "instance.faults-changed": (d) =>
    `Still Fault: ${factList(d, "faults").join(", ")}${moved(d, "raised", "new")}${moved(d, "cleared", "over")}`,
  "instance.announced": (d) => `Announced ${addresses(d)}${announcement(d)}`,
  "peer.first-heard": (d) =>
    `Hears ${fact(d, "address") ?? "a router"} as Active${phrase(", priority ", fact(d, "priority"))}`,
  "peer.fell-silent": (d) =>
    `Hears ${fact(d, "address") ?? "a router"} no longer${lasting(d, "silent", " since ")}`,
  "peer.gave-way": (d) =>
    `${fact(d, "address") ?? "A router"} gave way to ${fact(d, "winner") ?? "a better one"}`,
  "peer.advert-missed": (d) =>
    `Missed an advertisement of ${fact(d, "address") ?? "a router"}${unreported(d)}`,
  "peer.mismatch": (d) =>
    `${fact(d, "address") ?? "A router"} differs in ${fact(d, "kind") ?? "its settings"}: ` +
    `ours ${fact(d, "ours") ?? "?"}, theirs ${fact(d, "theirs") ?? "?"}`,
  "tracker.state-changed": tracker,
  "config.applied": (d) => `Configuration in force${phrase(": ", fact(d, "file"))}${warnings(d)}`,
  "config.continued": (d) => `More of the configuration in force${warnings(d)}`,
  "config.rejected": (d) =>
    `Configuration rejected, the old one stays${phrase(": ", factList(d, "errors")[0] ?? null)}`,
  "node.started": (d) => `The ${part(d)} started${phrase(", version ", fact(d, "version"))}`,
  "node.stopped": (d) => `The ${part(d)} ${stopped(d)}${phrase(": ", fact(d, "detail"))}`,
  "node.stalled": (d) => `The ${part(d)} stood still${lasting(d, "stalled", " for ")}`,
  "node.log-forked": (d) => `Opened a new log${phrase(": ", fact(d, "reason"))}`,
  "node.events-dropped": (d) =>
    `${fact(d, "droppedCount", "dropped") ?? "Some"} events were lost${phrase(" in the ", fact(d, "where"))}`,
  "node.adverts-blocked": blocked,
  "node.statics-applied": (d) => `Put there what is static: ${statics(d, "applied")}${failed(d)}`,
  "node.statics-removed": (d) =>
    `Gone, which was static: ${statics(d, "removed")}${phrase(" (", fact(d, "by"), ")")}`,
  "node.tables-restored": (d) =>
    `Somebody deleted or changed the nftables table ${statics(d, "tables")}${phrase(": ", fact(d, "failure")) || ", which is back"}`,
  "node.clock-stepped": (d) => `The wall clock was set${lasting(d, "step", " by ")}`,
  "node.clock-measured": (d) =>
    `Clock measured${lasting(d, "offset", ": controller ahead by ")}${lasting(d, "error", ", ± ")}`,
  "node.head-witnessed": (d) =>
    `Was told how far the controller's log has come${phrase(": record ", fact(d, "seq"))}`,
  "node.connected": () => "Connected to the controller",
  "node.disconnected": (d) => `Not heard any more${phrase(": ", fact(d, "reason"))}`,
  "node.identity-conflict": (d) => `Two claim to be this node${phrase(": ", fact(d, "detail"))}`,
  "notification.sent": (d) => `Told ${notice(d)}`,
  "notification.failed": (d) => `Could not tell ${notice(d)}${phrase(": ", fact(d, "reason"))}`,
  "controller.started": (d) => `The controller started${phrase(", epoch ", fact(d, "epoch"))}`,
  "controller.alive": () => "The controller is alive",
  "drain.requested": (d) => `Drain asked for${quoted(d)}`,
  "drain.refused": (d) => `Drain refused${quoted(d)}`,
  "drain.hold-placed": (d) => `Held: a spare of last resort${quoted(d)}`,
  "drain.hold-lifted": (d) =>
    `No longer held${fact(d, "why") === "expired" ? ": the hold expired" : ""}`,
  "drain.step-proved": (d) => `Proved: ${router(d)} moved`,
  "drain.step-stuck": (d) => `Stuck at ${router(d)}${phrase(": ", fact(d, "reason"))}`,
  "drain.completed": () => "Drain done: every move is proved",
  "drain.failed": (d) => `Drain failed${phrase(": ", fact(d, "reason"))}`,
  "drain.aborted": (d) => `Drain aborted${quoted(d)}`,
  "drain.undrain-requested": (d) => `Undrain asked for${quoted(d)}`,
  "drain.restored": () => "Takes part again as configured",
  "drain.timer-fired": (d) => `Drain timer${phrase(": ", fact(d, "timer"))}`,
  "command.issued": (d) => `Command to ${fact(d, "node") ?? "the node"}${phrase(": ", command(d))}`,
  "command.applied": () => "Command carried out",
  "command.refused": (d) => `Command refused${phrase(": ", fact(d, "detail", "reason"))}`,
  "operator.request-refused": (d) =>
    `Refused ${fact(d, "method") ?? "a request"} ${fact(d, "path") ?? ""}${phrase(": ", fact(d, "reason"))}`,
};

export function sentenceOf(event: Envelope): string {
  const sentence = SENTENCES[event.type];
  if (sentence !== undefined) return sentence(event.data, event);
  return event.type.replaceAll(/[.-]/g, " ");
}

/** The node that an event is about: the controller writes about others. */
export function nodeOf(event: Envelope): string {
  return fact(event.data, "node", "target") ?? event.node;
}

function state(data: Facts, name: string): string {
  const value = fact(data, name) ?? "?";
  return STATES[value as InstanceState] ?? value;
}

function evidence(data: Facts): Facts {
  const value = data["evidence"];
  return value !== null && typeof value === "object" ? (value as Facts) : {};
}

function addresses(data: Facts): string {
  const all = factList(data, "addresses");
  return all.length === 0 ? "no addresses" : all.join(", ");
}

function failed(data: Facts): string {
  const all = factList(data, "failed");
  return all.length === 0 ? "" : `; failed: ${all.join(", ")}`;
}

function statics(data: Facts, key: string): string {
  const all = factList(data, key);
  return all.length === 0 ? "nothing" : all.join(", ");
}

function routes(data: Facts): string {
  const all = factList(data, "routes");
  return all.length === 0 ? "no routes" : all.join(", ");
}

function moved(data: Facts, name: string, word: string): string {
  const all = factList(data, name);
  return all.length === 0 ? "" : `; ${word}: ${all.join(", ")}`;
}

function byOther(data: Facts): string {
  switch (fact(data, "by")) {
    case "steward":
      return " for a dead engine";
    case "somebody else":
      return ": somebody else did";
    default:
      return "";
  }
}

/** Without a reason it is the end of what was in the way. */
function blocked(data: Facts): string {
  const verb = fact(data, "direction") === "out" ? "leave" : "reach";
  const where = fact(data, "interfaceName") ?? "an interface";
  const reason = fact(data, "reason");
  if (reason === null) return `Advertisements ${verb} ${where} again`;
  return `Advertisements do not ${verb} ${where}: ${reason}${phrase("; let them pass with: ", fact(data, "remedy"))}`;
}

/** Whom, by which way, of what. */
function notice(data: Facts): string {
  const value = data["notice"];
  const told = value !== null && typeof value === "object" ? (value as Facts) : {};
  const about = [fact(told, "type")?.toLowerCase(), fact(told, "name")].filter(Boolean).join(" ");
  const state = fact(told, "state");
  return (
    `${fact(told, "channel") ?? "somebody"}${phrase(" ", fact(told, "target"))}` +
    phrase(" that ", about === "" || state === null ? null : `${about} is ${state}`)
  );
}

function announcement(data: Facts): string {
  const kind = fact(data, "kind") === "na" ? "neighbour advertisement" : "gratuitous ARP";
  const frames = fact(data, "framesCount", "frames");
  return ` by ${kind}${phrase(", ", frames, " frames")}`;
}

function contributions(data: Facts): string {
  const all = Array.isArray(data["contributions"]) ? (data["contributions"] as Facts[]) : [];
  const texts = all.map((one) => `${fact(one, "name") ?? "?"} ${signed(fact(one, "delta"))}`);
  return texts.length === 0 ? "" : ` (${texts.join(", ")})`;
}

function signed(delta: string | null): string {
  if (delta === null) return "";
  return delta.startsWith("-") ? `−${delta.slice(1)}` : `+${delta}`;
}

function tracker(data: Facts): string {
  const name = `${fact(data, "kind") ?? "tracker"} ${fact(data, "name") ?? ""}`.trim();
  const isUp = fact(data, "isUp", "up") === "true";
  return `Tracked ${name} is ${isUp ? "up" : "down"}${phrase(" (", fact(data, "detail"), ")")}`;
}

function warnings(data: Facts): string {
  const count = factList(data, "warnings").length;
  return count === 0 ? "" : `, ${count} ${count === 1 ? "warning" : "warnings"}`;
}

function part(data: Facts): string {
  return fact(data, "part") ?? "agent";
}

function stopped(data: Facts): string {
  switch (fact(data, "how")) {
    case "died":
      return "died";
    case "gone":
      return "was found dead";
    default:
      return "stopped as asked";
  }
}

function lasting(data: Facts, name: string, before: string): string {
  const millis = factMillis(data, name);
  if (millis === null) return "";
  return `${before}${millis < 0 ? "−" : ""}${durationText(Math.abs(millis))}`;
}

function unreported(data: Facts): string {
  const count = Number(fact(data, "unreported") ?? 0);
  return count === 0 ? "" : `, ${count} more before`;
}

function quoted(data: Facts): string {
  return phrase(": “", fact(data, "message"), "”");
}

function router(data: Facts): string {
  const id = fact(data, "virtualRouter", "vr");
  return id === null ? "a virtual router" : routerNameOf([], id);
}

function command(data: Facts): string | null {
  const value = data["command"];
  if (value === null || typeof value !== "object") return fact(data, "command");
  return fact(value as Facts, "kind", "type", "name");
}
