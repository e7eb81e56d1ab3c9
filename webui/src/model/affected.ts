/** The lists of the API that the first screen shows. */
export type ListName = "routers" | "nodes" | "failovers" | "drains";

export const ALL_LISTS: readonly ListName[] = ["routers", "nodes", "failovers", "drains"];

/** Which lists an event of this type may change. */
export function affectedBy(type: string): readonly ListName[] {
  if (type === "controller.alive") return [];
  switch (familyOf(type)) {
    case "instance":
    case "node":
    case "controller":
      return ALL_LISTS;
    case "drain":
    case "command":
      return ["drains", "nodes", "routers"];
    case "config":
      return ["routers", "nodes"];
    case "tracker":
      return ["routers"];
    default:
      return [];
  }
}

/** `instance` of `instance.transitioned`. */
export function familyOf(type: string): string {
  const dot = type.indexOf(".");
  return dot < 0 ? type : type.slice(0, dot);
}
