import type { Envelope } from "../api/types";

const LIMIT = 1_000;

/** What the live feed keeps, newest first, each position once. */
export interface EventBuffer {
  items: readonly Envelope[];
  /** Where the next older page begins; null when the log's beginning is here. */
  older: string | null;
}

export const EMPTY_BUFFER: EventBuffer = { items: [], older: null };

/** With events of the stream in their order; the oldest beyond the limit are let go. */
export function withLive(buffer: EventBuffer, arrived: readonly Envelope[]): EventBuffer {
  let newest = buffer.items[0]?.seq ?? 0;
  const fresh: Envelope[] = [];
  for (const event of arrived) {
    if (event.seq <= newest) continue;
    newest = event.seq;
    fresh.push(event);
  }
  if (fresh.length === 0) return buffer;
  const items = [...fresh.reverse(), ...buffer.items];
  if (items.length <= LIMIT) return { ...buffer, items };
  const kept = items.slice(0, LIMIT);
  return { items: kept, older: kept[LIMIT - 1]?.cursor ?? null };
}

/** With a page of older events, newest first. */
export function withOlder(
  buffer: EventBuffer,
  page: readonly Envelope[],
  isLast: boolean,
): EventBuffer {
  const oldest = buffer.items.at(-1)?.seq ?? Infinity;
  const items = [...buffer.items, ...page.filter((event) => event.seq < oldest)];
  return { items, older: isLast ? null : (items.at(-1)?.cursor ?? null) };
}
