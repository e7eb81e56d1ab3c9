import type { VirtualRouter } from "../api/types";

/** How people name a virtual router: by its first address, and how many more there are. */
export function routerName(router: VirtualRouter): string {
  const [first, ...others] = router.vips;
  if (first === undefined) return `VRID ${router.vrid}`;
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** The same for an identity that may not be in the list any more. */
export function routerNameOf(routers: readonly VirtualRouter[], id: string): string {
  const router = routers.find((candidate) => candidate.id === id);
  if (router !== undefined) return routerName(router);
  const [segment, family, vrid] = id.split("~");
  return `VRID ${vrid ?? "?"} ${family === "ipv6" ? "IPv6" : "IPv4"} on ${segment ?? id}`;
}

export function familyText(family: string): string {
  return family === "ipv6" ? "IPv6" : "IPv4";
}

/** The path-safe identity of an event's subject. */
export function routerIdOf(subject: { segment: string; family: string; vrid: number }): string {
  return `${subject.segment.replaceAll("/", "_")}~${subject.family}~${subject.vrid}`;
}
