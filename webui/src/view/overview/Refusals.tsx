import type { Refusal, VirtualRouter } from "../../api/types";
import { routerNameOf } from "../../model/routers";
import styles from "./Refusals.module.css";

interface RefusalsProps {
  refusals: readonly Refusal[];
  routers: readonly VirtualRouter[];
}

/** Why a drain cannot be: what would be without a router, or who cannot take over. */
export function Refusals({ refusals, routers }: RefusalsProps) {
  if (refusals.length === 0) return null;
  return (
    <ul className={styles.refusals} data-testid="refusals" aria-label="Why it is refused">
      {refusals.map((refusal) => (
        <li key={`${refusal.code} ${refusal.vr}`}>
          <strong>{refusal.vr ? routerNameOf(routers, refusal.vr) : "The whole drain"}</strong>:{" "}
          {refusal.detail} <code>{refusal.code}</code>
        </li>
      ))}
    </ul>
  );
}
