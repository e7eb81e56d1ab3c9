import type { Envelope } from "../api/types";
import { familyOf } from "./affected";

/** How loud an event stands in the feed. */
export type Importance = "high" | "normal" | "low";

const HIGH = new Set([
  "instance.vips-left-behind",
  "peer.mismatch",
  "config.rejected",
  "node.log-forked",
  "node.events-dropped",
  "node.adverts-blocked",
  "node.clock-stepped",
  "notification.failed",
  "node.stalled",
  "node.disconnected",
  "node.identity-conflict",
  "drain.requested",
  "drain.refused",
  "drain.step-stuck",
  "drain.completed",
  "drain.failed",
  "command.refused",
  "operator.request-refused",
]);

const LOW = new Set([
  "instance.announced",
  "instance.vips-applied",
  "instance.vips-removed",
  "instance.routes-applied",
  "instance.routes-removed",
  "node.statics-applied",
  "node.statics-removed",
  "notification.sent",
  "peer.first-heard",
  "peer.gave-way",
  "node.clock-measured",
  "controller.alive",
  "drain.timer-fired",
  "command.issued",
  "command.applied",
]);

export function importanceOf(event: Envelope): Importance {
  if (event.type === "instance.transitioned") return transitionImportance(event);
  if (HIGH.has(event.type)) return "high";
  return LOW.has(event.type) ? "low" : "normal";
}

function transitionImportance(event: Envelope): Importance {
  const touches = (state: string) => event.data["from"] === state || event.data["to"] === state;
  return touches("ACTIVE") || touches("FAULT") ? "high" : "normal";
}

export type FamilyTone = "instance" | "fault" | "drain" | "node" | "plain";

/** The colour that goes with an event's family. */
export function familyTone(event: Envelope): FamilyTone {
  if (event.type === "instance.faults-changed") return "fault";
  switch (familyOf(event.type)) {
    case "instance":
      return event.data["to"] === "FAULT" ? "fault" : "instance";
    case "drain":
    case "command":
      return "drain";
    case "node":
    case "controller":
      return "node";
    default:
      return "plain";
  }
}
