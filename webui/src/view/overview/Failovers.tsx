import { Skeleton } from "@mantine/core";

import { Empty } from "../parts/Empty";
import { useFleet } from "../parts/fleetContext";
import { Panel } from "../parts/Panel";
import { FailoverRow } from "./FailoverRow";
import styles from "./Failovers.module.css";

/** What moved, newest first, each with its cause and how long nobody had it. */
export function Failovers() {
  const { failovers, routers } = useFleet();
  if (failovers.items === null) {
    return (
      <Panel title="Failovers">
        <div className={styles.list} aria-busy="true">
          <Skeleton height={56} m={12} width="auto" />
          <Skeleton height={56} m={12} width="auto" />
        </div>
      </Panel>
    );
  }
  return (
    <Panel title="Failovers">
      {failovers.items.length === 0 ? (
        <div className={styles.list}>
          <Empty title="Nothing has moved yet">
            As soon as an address changes hands it stands here, with the cause that the nodes
            recorded and the time that nobody held it.
          </Empty>
        </div>
      ) : (
        <ol className={styles.list}>
          {failovers.items.map((failover) => (
            <FailoverRow key={failover.id} failover={failover} routers={routers.items ?? []} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
