import { type Facts, fact, factMillis, phrase } from "./facts";
import { durationText } from "./time";

type Sentence = (evidence: Facts) => string;

/** The closed list of causes, each as a person would say it, with what the evidence adds. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  STARTUP: () => "it started",
  SHUTDOWN: () => "the agent was asked to stop",
  ADDRESS_OWNER: () => "it owns the addresses (priority 255)",
  ACTIVE_DOWN_TIMER_EXPIRED: (e) =>
    peer(e) === "" ? "no Active was heard" : `the Active${peer(e)} fell silent${lastHeard(e)}`,
  ACTIVE_RESIGNED: (e) => `the Active${peer(e)} resigned`,
  PREEMPTED_LOWER: (e) => `only lower priorities were heard${peerPriority(e)}`,
  PREEMPT_DELAY_ELAPSED: (e) => `the preempt delay passed${peerPriority(e)}`,
  HIGHER_PRIORITY_ADVERT: (e) => `a higher priority was heard${peerPriority(e)}`,
  TIE_BREAK_ADDRESS: (e) => `the same priority was heard from a higher address${peer(e)}`,
  DUPLICATE_OWNER: (e) => `another router${peer(e)} claims to own the addresses`,
  INTERFACE_DOWN: (e) => `${network(e)} went down`,
  INTERFACE_UP: (e) => `${network(e)} came back`,
  NO_PRIMARY_ADDRESS: (e) => `${network(e)} has no address to advertise from`,
  PRIMARY_ADDRESS_ADDED: (e) => `${network(e)} has an address to advertise from again`,
  TRACK_INTERFACE: (e) => `the tracked interface${named(e)} failed`,
  TRACK_SCRIPT: (e) => `the script${named(e)} failed${exit(e)}`,
  TRACK_FILE: (e) => `the tracked file${named(e)} says so${value(e)}`,
  TRACK_PROCESS: (e) => `the tracked process${named(e)} is missing`,
  FAULT_CLEARED: (e) => `the last fault went away${phrase(" (", fact(e, "cleared", "fault"), ")")}`,
  SYNC_GROUP: (e) => `another member of the sync group${named(e)} moved`,
  VIP_REMOVED_EXTERNALLY: (e) =>
    `somebody removed ${fact(e, "address", "vip") ?? "an address"} from the interface`,
  CONFIG_CHANGED: () => "the configuration changed",
  CONFIG_REMOVED: (e) =>
    fact(e, "changed") === null
      ? "it was taken out of the configuration"
      : `it stopped and starts anew${phrase(": the configuration changed ", fact(e, "changed"))}`,
  HAND_OVER: (e) => `a planned hand-over${phrase(" with", peer(e) || null)}`,
  DRAIN_RESIGN: () => "a drain had the node resign",
  TRACK_STATIC: (e) =>
    `something static that it depends on is of no use${phrase(": ", fact(e, "static"))}${phrase(", ", fact(e, "staticResult"))}`,
  STALL_YIELD: (e) => `the engine had slept${sleep(e)} and yielded on waking`,
};

/** Why, in words; starts in lower case so that it can follow "because". */
export function causeText(cause: string, evidence: Facts = {}): string {
  const sentence = SENTENCES[cause];
  return sentence === undefined ? cause.toLowerCase().replaceAll("_", " ") : sentence(evidence);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function peer(evidence: Facts): string {
  return phrase(" ", fact(evidence, "peer", "peerAddress"));
}

function peerPriority(evidence: Facts): string {
  const who = fact(evidence, "peer", "peerAddress");
  const priority = fact(evidence, "peerPriority");
  if (who === null && priority === null) return "";
  return ` (${[who, phrase("priority ", priority)].filter((part) => part).join(", ")})`;
}

function lastHeard(evidence: Facts): string {
  const nanos = fact(evidence, "peerHeardNanosAgo");
  return nanos === null ? "" : `, last heard ${durationText(Number(nanos) / 1e6)} before`;
}

function sleep(evidence: Facts): string {
  const millis = factMillis(evidence, "stalled");
  return millis === null ? "" : ` for ${durationText(millis)}`;
}

function network(evidence: Facts): string {
  const name = fact(evidence, "interface", "interfaceName");
  return name === null ? "the interface" : `the interface ${name}`;
}

function named(evidence: Facts): string {
  const name = fact(evidence, "name", "tracker", "fault", "faults", "cleared");
  return phrase(" ", name);
}

function exit(evidence: Facts): string {
  return phrase(" (exit ", fact(evidence, "exitCode", "exit"), ")");
}

function value(evidence: Facts): string {
  return phrase(" (", fact(evidence, "value", "detail"), ")");
}
