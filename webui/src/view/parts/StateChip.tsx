import { type CellState, letterOf } from "../../model/matrix";
import styles from "./StateChip.module.css";

/** The letter of a state in its colour and pattern. */
export function StateChip({ state }: { state: CellState }) {
  return (
    <span className={styles.chip} data-state={state} aria-hidden>
      {letterOf(state)}
    </span>
  );
}
