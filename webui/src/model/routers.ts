import type { VirtualRouter } from "../api/types";

/**
 * How people name a virtual router: by the first address that they connect to, and how many more
 * there are.
 */
export function routerName(router: VirtualRouter): string {
  const [first] = reachableFirst(router.vips);
  if (first === undefined) return `VRID ${router.vrid}`;
  return router.vips.length === 1 ? first : `${first} +${router.vips.length - 1}`;
}

/** An IPv6 list begins with a link-local address, which is nobody's destination. */
export function reachableFirst(vips: readonly string[]): string[] {
  return [...vips.filter((vip) => !isLinkLocal(vip)), ...vips.filter(isLinkLocal)];
}

export function isLinkLocal(vip: string): boolean {
  return vip.startsWith("fe80:");
}

/** The same for an identity that may not be in the list any more. */
export function routerNameOf(routers: readonly VirtualRouter[], id: string): string {
  const router = routers.find((candidate) => candidate.id === id);
  if (router !== undefined) return routerName(router);
  const [segment, family, vrid] = id.split("~");
  return `VRID ${vrid ?? "?"} ${familyText(family ?? "")} on ${prefixOf(segment ?? id)}`;
}

/** The path-safe form has an underscore for the slash of a prefix. */
function prefixOf(segment: string): string {
  return segment.replace(/_(?=\d+$)/, "/");
}

export function familyText(family: string): string {
  return family === "ipv6" ? "IPv6" : "IPv4";
}

/** Two Actives are a hand-over for a moment, and a split brain if it lasts: only time tells. */
export function isAnyContested(routers: readonly VirtualRouter[]): boolean {
  return routers.some((router) => router.active.length > 1);
}
