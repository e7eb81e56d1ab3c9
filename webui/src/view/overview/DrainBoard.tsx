import { closedDrains, openDrains } from "../../model/drains";
import { useFleet } from "../parts/fleetContext";
import { Panel } from "../parts/Panel";
import styles from "./DrainBoard.module.css";
import { DrainCard } from "./DrainCard";

/** So many finished ones stay in sight. */
const PAST = 5;

/** Drains under way, step by step, and the last ones. */
export function DrainBoard() {
  const { drains, routers } = useFleet();
  const all = drains.items ?? [];
  if (all.length === 0) return null;
  const open = openDrains(all);
  const past = closedDrains(all).slice(0, PAST);
  return (
    <Panel title="Maintenance" testId="drain-board">
      <div className={styles.cards}>
        {open.map((drain) => (
          <DrainCard key={drain.id} drain={drain} routers={routers.items ?? []} />
        ))}
        {past.map((drain) => (
          <details key={drain.id} className={styles.past}>
            <summary>
              <span className={styles.pastState} data-state={drain.state}>
                {drain.state.toLowerCase()}
              </span>{" "}
              drain of <strong>{drain.target}</strong>, <q>{drain.message}</q>
            </summary>
            <DrainCard drain={drain} routers={routers.items ?? []} />
          </details>
        ))}
      </div>
    </Panel>
  );
}
