import { Button } from "@mantine/core";

import type { Node } from "../../api/types";
import type { Freshness } from "../../model/freshness";
import { Age } from "../parts/Age";
import { useIsPast } from "../parts/fleetContext";
import styles from "./NodeHeader.module.css";
import { UndrainButton } from "./UndrainButton";

interface NodeHeaderProps {
  node: Node;
  freshness: Freshness;
  onDrain: (node: string) => void;
}

/** A node over its column: is it heard, does its engine run, drain or undrain it. */
export function NodeHeader({ node, freshness, onDrain }: NodeHeaderProps) {
  const isPast = useIsPast();
  const isHeard = node.state === "UP" && freshness !== "stale";
  return (
    <div
      role="columnheader"
      className={styles.header}
      data-testid={`node-${node.node}`}
      data-state={isHeard ? "UP" : "SILENT"}
      data-admin={node.admin}
    >
      <div className={styles.name}>
        <span>{node.node}</span>
        {node.admin !== "NORMAL" && (
          <span className={styles.admin}>{node.admin === "HELD" ? "held" : "draining"}</span>
        )}
      </div>
      <div className={styles.facts}>
        {isHeard ? <Heard node={node} /> : <Unheard node={node} />}
      </div>
      {isPast ? null : node.admin === "NORMAL" ? (
        <Button
          size="compact-xs"
          variant="default"
          className={styles.action ?? ""}
          data-testid={`drain-${node.node}`}
          disabled={!isHeard}
          aria-label={`Drain ${node.node}`}
          onClick={() => onDrain(node.node)}
        >
          Drain
        </Button>
      ) : (
        <UndrainButton node={node.node} isEnabled={isHeard} />
      )}
    </div>
  );
}

function Heard({ node }: { node: Node }) {
  const isRunning = node.engine === "RUNNING";
  return (
    <>
      up,{" "}
      <span className={isRunning ? undefined : styles.trouble}>
        engine {node.engine.toLowerCase()}
      </span>
    </>
  );
}

function Unheard({ node }: { node: Node }) {
  return (
    <span className={styles.trouble}>
      unknown, last heard <Age since={node.lastHeardAt} suffix=" ago" />
    </span>
  );
}
