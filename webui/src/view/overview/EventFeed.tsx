import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";

import type { Envelope } from "../../api/types";
import { isShown } from "../../model/filters";
import { Empty } from "../parts/Empty";
import { useFleet, useFleetStore } from "../parts/fleetContext";
import { Panel } from "../parts/Panel";
import { EventFilters } from "./EventFilters";
import styles from "./EventFeed.module.css";
import { EventRow } from "./EventRow";
import { useEventFilter } from "./useEventFilter";

/** So many rows are drawn at most; more come by asking for older ones. */
const ROWS = 200;

/** What happens now, newest first. It stands still while somebody reads it. */
export function EventFeed() {
  const { events, eventsLoaded, nodes } = useFleet();
  const [filter, setFilter] = useEventFilter();
  const [frozenAt, setFrozenAt] = useState<number | null>(null);
  const [rowCount, setRowCount] = useState(ROWS);
  const matching = events.items.filter((event) => isShown(event, filter));
  const shown = frozenAt === null ? matching : matching.filter((event) => event.seq <= frozenAt);
  const newCount = matching.length - shown.length;
  const freeze = () => setFrozenAt((at) => at ?? events.items[0]?.seq ?? null);
  const names = (nodes.items ?? []).map((node) => node.node).sort();

  return (
    <Panel
      title="Events"
      aside={<EventFilters filter={filter} nodes={names} onChange={setFilter} />}
    >
      <div
        className={styles.frame}
        onPointerEnter={(event) => event.pointerType === "mouse" && freeze()}
        onPointerLeave={() => setFrozenAt(null)}
        data-testid="event-feed"
      >
        {newCount > 0 && (
          <button
            type="button"
            className={styles.pill}
            data-testid="event-pill"
            onClick={() => setFrozenAt(events.items[0]?.seq ?? null)}
          >
            {newCount} new
          </button>
        )}
        <EventList
          isLoaded={eventsLoaded}
          isFiltered={matching.length !== events.items.length}
          events={shown.slice(0, rowCount)}
          onOlder={
            shown.length > rowCount || events.older !== null
              ? () => setRowCount(rowCount + ROWS)
              : null
          }
        />
      </div>
    </Panel>
  );
}

interface EventListProps {
  isLoaded: boolean;
  isFiltered: boolean;
  events: readonly Envelope[];
  onOlder: (() => void) | null;
}

function EventList({ isLoaded, isFiltered, events, onOlder }: EventListProps) {
  const store = useFleetStore();
  if (!isLoaded) {
    return (
      <div className={styles.list} aria-busy="true">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={30} m={12} width="auto" />
        ))}
      </div>
    );
  }
  return (
    <ol className={styles.list} tabIndex={0} aria-label="Events, newest first">
      {events.map((event) => (
        <EventRow key={event.seq} event={event} />
      ))}
      {events.length === 0 && (
        <li>
          <Empty title={isFiltered ? "Nothing matches the filter" : "The log is empty"}>
            {isFiltered
              ? "Choose other kinds or another node, or look further back."
              : "Every transition, announcement and operation appears here as soon as it is recorded."}
          </Empty>
        </li>
      )}
      {onOlder !== null && (
        <li className={styles.older}>
          <Button size="compact-sm" variant="subtle" onClick={() => void older(onOlder)}>
            Older events
          </Button>
        </li>
      )}
    </ol>
  );

  async function older(makeRoom: () => void) {
    makeRoom();
    await store.loadOlderEvents().catch(() => undefined);
  }
}
