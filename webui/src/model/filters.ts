import type { Envelope } from "../api/types";
import { familyOf } from "./affected";
import { nodeOf } from "./sentences";

/** What the event feed shows; it lives in the page's address. Empty means everything. */
export interface EventFilter {
  families: readonly string[];
  node: string;
}

/** The families that can be chosen, in the order of the buttons. */
export const FAMILIES = [
  "instance",
  "peer",
  "tracker",
  "config",
  "node",
  "drain",
  "command",
  "controller",
  "operator",
] as const;

export function filterOf(search: string): EventFilter {
  const parameters = new URLSearchParams(search);
  const families = (parameters.get("types") ?? "").split(",");
  return {
    families: FAMILIES.filter((family) => families.includes(family)),
    node: parameters.get("node") ?? "",
  };
}

/** The search with this filter in it; other parameters stay. */
export function searchOf(filter: EventFilter, search: string): string {
  const parameters = new URLSearchParams(search);
  put(parameters, "types", filter.families.join(","));
  put(parameters, "node", filter.node);
  const text = parameters.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** Signs of life say nothing while there are any; whoever chooses the controller sees them. */
const SIGN_OF_LIFE = "controller.alive";

export function isShown(event: Envelope, filter: EventFilter): boolean {
  const hasFamily =
    filter.families.length === 0
      ? event.type !== SIGN_OF_LIFE
      : filter.families.includes(familyOf(event.type));
  return hasFamily && (filter.node === "" || nodeOf(event) === filter.node);
}

function put(parameters: URLSearchParams, name: string, value: string): void {
  if (value === "") parameters.delete(name);
  else parameters.set(name, value);
}
