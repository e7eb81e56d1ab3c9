import type { VirtualRouter } from "../../api/types";
import type { Freshness } from "../../model/freshness";
import { familyText, isLinkLocal, reachableFirst } from "../../model/routers";
import styles from "./RouterHeader.module.css";

const MARKS = {
  OK: null,
  NO_SPARE: "No spare",
  NO_ACTIVE: "No Active",
  SPLIT_BRAIN: "Split brain",
  UNKNOWN: "Unknown",
};

interface RouterHeaderProps {
  router: VirtualRouter;
  freshness: Freshness;
}

export function RouterHeader({ router, freshness }: RouterHeaderProps) {
  const mark = freshness === "stale" ? MARKS.UNKNOWN : MARKS[router.verdict];
  return (
    <div role="rowheader" className={styles.header}>
      <div className={styles.vips}>
        {reachableFirst(router.vips).map((vip) => (
          <span key={vip} className={styles.vip} data-link-local={isLinkLocal(vip)}>
            {vip}
          </span>
        ))}
        {router.vips.length === 0 && <span className={styles.vip}>VRID {router.vrid}</span>}
        {mark !== null && (
          <span className={styles.mark} data-verdict={router.verdict}>
            {mark}
          </span>
        )}
      </div>
      <div className={styles.identity}>
        {familyText(router.family)} · VRID {router.vrid} · VRRPv{router.version}
        <span className={styles.segment}>{router.segment}</span>
      </div>
    </div>
  );
}
