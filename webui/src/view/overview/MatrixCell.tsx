import type { Node, VirtualRouter } from "../../api/types";
import { type Cell, labelOf, whyOut } from "../../model/matrix";
import { Age } from "../parts/Age";
import { StateChip } from "../parts/StateChip";
import styles from "./MatrixCell.module.css";

interface MatrixCellProps {
  router: VirtualRouter;
  node: Node;
  cell: Cell;
}

/** One node's part in one virtual router. */
export function MatrixCell({ router, node, cell }: MatrixCellProps) {
  return (
    <div
      role="cell"
      className={styles.cell}
      data-testid={`cell-${router.id}-${node.node}`}
      data-state={cell.state}
      data-known={cell.isKnown}
      data-split={cell.isKnown && router.verdict === "SPLIT_BRAIN"}
      data-held={cell.isHeld}
      data-draining={cell.isDraining}
      aria-label={`${node.node}: ${cell.label}`}
    >
      <span className={styles.node}>{node.node}</span>
      <div className={styles.state}>
        <StateChip state={cell.state} />
        <span className={styles.label}>{cell.label}</span>
      </div>
      <Facts node={node} cell={cell} />
    </div>
  );
}

function Facts({ node, cell }: { node: Node; cell: Cell }) {
  if (cell.instance === null) return null;
  if (!cell.isKnown) {
    return (
      <div className={styles.facts}>
        <span>
          was {labelOf(cell.instance.state)} <Age since={node.lastHeardAt} suffix=" ago" />
        </span>
      </div>
    );
  }
  const { effectivePriority, basePriority, since } = cell.instance;
  const isOut = cell.state === "FAULT" || cell.state === "INITIALIZE";
  const isLowered = effectivePriority !== basePriority;
  return (
    <div className={styles.facts}>
      <span title={isLowered ? `configured ${basePriority}` : ""}>
        prio {effectivePriority}
        {isLowered && <s className={styles.base}>{basePriority}</s>}
      </span>
      <Age since={since} />
      {isOut && <span>{whyOut(cell.instance)}</span>}
      {cell.isHeld && cell.state !== "HELD" && <span className={styles.tag}>held</span>}
    </div>
  );
}
