import { createContext, useContext, useSyncExternalStore } from "react";

import type { Fleet, FleetStore } from "../../api/fleetStore";
import { type Freshness, freshnessOf } from "../../model/freshness";
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

export function useFreshness(): Freshness {
  const { feed } = useFleet();
  return freshnessOf(feed, useNow());
}

/** The controller's clock, so that ages are right on a machine whose own is not. */
export function useControllerNow(): number {
  const { feed } = useFleet();
  return useNow() + feed.clockOffsetMillis;
}
