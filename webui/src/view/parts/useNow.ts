import { useSyncExternalStore } from "react";

const TICK_MILLIS = 1_000;

const viewers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const viewer of viewers) viewer();
}

function subscribe(viewer: () => void): () => void {
  viewers.add(viewer);
  timer ??= setInterval(tick, TICK_MILLIS);
  return () => {
    viewers.delete(viewer);
    if (viewers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Our clock, once a second, the same for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
