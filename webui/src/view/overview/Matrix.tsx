import { Skeleton } from "@mantine/core";
import type { CSSProperties } from "react";

import type { Node, VirtualRouter } from "../../api/types";
import { cellOf, columnsOf, rowsOf } from "../../model/matrix";
import { Empty } from "../parts/Empty";
import { useFleet, useFreshness } from "../parts/fleetContext";
import { Panel } from "../parts/Panel";
import { Legend } from "./Legend";
import { MatrixCell } from "./MatrixCell";
import styles from "./Matrix.module.css";
import { NodeHeader } from "./NodeHeader";
import { RouterHeader } from "./RouterHeader";
import { RouterStory } from "./RouterStory";

interface MatrixProps {
  onDrain: (node: string) => void;
}

/** Virtual routers by nodes: who has what, as far as it is known now. */
export function Matrix({ onDrain }: MatrixProps) {
  const { routers, nodes, drains } = useFleet();
  const isDrainsAwaited = drains.items === null && drains.error === null;
  if (routers.items === null || nodes.items === null || isDrainsAwaited) {
    return (
      <Panel title="Virtual routers">
        <div className={styles.loading} aria-busy="true">
          <Skeleton height={64} />
          <Skeleton height={64} />
          <Skeleton height={64} />
          <p>{routers.error ?? nodes.error ?? ""}</p>
        </div>
      </Panel>
    );
  }
  return (
    <Panel title="Virtual routers" aside={<Legend />} testId="matrix">
      <Grid routers={rowsOf(routers.items)} nodes={columnsOf(nodes.items)} onDrain={onDrain} />
    </Panel>
  );
}

interface GridProps extends MatrixProps {
  routers: VirtualRouter[];
  nodes: Node[];
}

function Grid({ routers, nodes, onDrain }: GridProps) {
  const freshness = useFreshness();
  if (nodes.length === 0) {
    return (
      <Empty title="No node has reported yet">
        Start <code>baton agent</code> on each host, with <code>--controller</code> and this
        controller’s address. The host appears here as soon as it connects.
      </Empty>
    );
  }
  const shape = { "--nodes": nodes.length } as CSSProperties;
  return (
    <div className={styles.scroll}>
      <div className={styles.grid} role="table" aria-label="Virtual routers by nodes" style={shape}>
        <div role="row" className={styles.head}>
          <div role="columnheader" className={styles.corner}>
            Virtual router
          </div>
          {nodes.map((node) => (
            <NodeHeader key={node.node} node={node} freshness={freshness} onDrain={onDrain} />
          ))}
          <div role="columnheader" className={styles.corner} data-last>
            Active since, last failover
          </div>
        </div>
        {routers.map((router) => (
          <div role="row" key={router.id} className={styles.row} data-testid={`row-${router.id}`}>
            <RouterHeader router={router} freshness={freshness} />
            {nodes.map((node) => (
              <MatrixCell
                key={node.node}
                router={router}
                node={node}
                cell={cellOf(router, node, freshness)}
              />
            ))}
            <RouterStory router={router} freshness={freshness} />
          </div>
        ))}
      </div>
      {routers.length === 0 && (
        <Empty title="No virtual router is configured">
          Add a vrrp_instance to keepalived.conf on the nodes and reload the agents.
        </Empty>
      )}
    </div>
  );
}
