import IconHandStop from "@tabler/icons-react/dist/esm/icons/IconHandStop.mjs";

import type { Hold } from "../../api/types";
import { ageText, millisOf } from "../../model/time";
import { Age } from "../parts/Age";
import { useControllerNow, useFleet } from "../parts/fleetContext";
import styles from "./Holds.module.css";

/** Nodes that are kept out on purpose: who did it, why, until when. */
export function Holds() {
  const { nodes } = useFleet();
  const held = (nodes.items ?? []).filter((node) => node.hold !== null);
  if (held.length === 0) return null;
  return (
    <ul className={styles.holds} aria-label="Held nodes" data-testid="holds">
      {held.map(({ node, hold }) => (
        <li key={node} className={styles.hold} data-testid={`hold-${node}`}>
          <IconHandStop size={18} aria-hidden className={styles.icon} />
          <span>
            <strong>{node}</strong> is held, a spare of last resort
          </span>
          {hold !== null && <HoldFacts hold={hold} />}
        </li>
      ))}
    </ul>
  );
}

function HoldFacts({ hold }: { hold: Hold }) {
  return (
    <>
      <q className={styles.message}>{hold.message}</q>
      <span className={styles.quiet}>
        by {hold.by}, <Age since={hold.since} suffix=" ago" />, <Expiry at={hold.expiresAt} />
      </span>
    </>
  );
}

function Expiry({ at }: { at: string | null }) {
  const now = useControllerNow();
  if (at === null) return "until it is undrained";
  const left = millisOf(at) - now;
  return left > 0 ? `ends in ${ageText(left)}` : "has run out";
}
