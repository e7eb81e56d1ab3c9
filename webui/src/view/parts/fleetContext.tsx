import { createContext, useContext, useSyncExternalStore } from "react";

import type { Fleet, FleetStore } from "../../api/fleetStore";
import { type Freshness, freshnessOf } from "../../model/freshness";
import { millisOf } from "../../model/time";
import { useNow } from "./useNow";

export const FleetContext = createContext<FleetStore | null>(null);

export function useFleetStore(): FleetStore {
  const store = useContext(FleetContext);
  if (store === null) throw new Error("no FleetContext above: this is a bug");
  return store;
}

export function useFleet(): Fleet {
  const store = useFleetStore();
  return useSyncExternalStore(store.subscribe, store.current);
}

/** What is shown of the past is what it was: it does not get old. */
export function useFreshness(): Freshness {
  const { feed, look } = useFleet();
  const live = freshnessOf(feed, useNow());
  return look === null ? live : "current";
}

/** Whether the page follows what happens, whatever it shows. */
export function useLiveFreshness(): Freshness {
  const { feed } = useFleet();
  return freshnessOf(feed, useNow());
}

/**
 * What time it is where the page looks: by the controller's clock, so that ages are right on a
 * machine whose own is not.
 */
export function useControllerNow(): number {
  const { feed, look } = useFleet();
  const live = useNow() + feed.clockOffsetMillis;
  return look === null ? live : millisOf(look.at);
}

/** Whether the page shows the past: nothing can be done there. */
export function useIsPast(): boolean {
  return useFleet().look !== null;
}
