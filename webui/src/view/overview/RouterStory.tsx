import type { Failover, VirtualRouter } from "../../api/types";
import { gapText, reasonText, seamToneOf } from "../../model/failovers";
import type { Freshness } from "../../model/freshness";
import { momentText } from "../../model/time";
import { Age } from "../parts/Age";
import { useControllerNow, useFleet } from "../parts/fleetContext";
import styles from "./RouterStory.module.css";

interface RouterStoryProps {
  router: VirtualRouter;
  freshness: Freshness;
}

/** Who is Active since when, and what moved last. */
export function RouterStory({ router, freshness }: RouterStoryProps) {
  const { failovers } = useFleet();
  const last = failovers.items?.find((failover) => failover.id === router.lastFailover);
  return (
    <div role="cell" className={styles.story} data-testid={`story-${router.id}`}>
      <ActiveLine router={router} freshness={freshness} />
      <div className={styles.last}>
        {last === undefined ? "No failover yet" : <LastFailover failover={last} />}
      </div>
    </div>
  );
}

function ActiveLine({ router, freshness }: RouterStoryProps) {
  const now = useControllerNow();
  if (freshness === "stale" || router.verdict === "UNKNOWN") {
    return <div className={styles.unknown}>Who is Active is not known</div>;
  }
  if (router.active.length === 0) return <div className={styles.none}>Nobody is Active</div>;
  return router.active.map((active) => (
    <div key={active.node} className={styles.active}>
      <strong>{active.node}</strong> since {momentText(active.since, now)},{" "}
      <Age since={active.since} />
    </div>
  ));
}

function LastFailover({ failover }: { failover: Failover }) {
  const now = useControllerNow();
  const gap = gapText(failover);
  return (
    <>
      {momentText(failover.time, now)} {failover.from ?? "nobody"} → {failover.to ?? "nobody"}:{" "}
      {reasonText(failover)}
      {gap === "" ? (
        ""
      ) : (
        <>
          ;{" "}
          <span className={styles.seam} data-seam={seamToneOf(failover)}>
            {gap}
          </span>
        </>
      )}
    </>
  );
}
