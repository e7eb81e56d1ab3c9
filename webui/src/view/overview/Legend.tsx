import { LEGEND, labelOf } from "../../model/matrix";
import { StateChip } from "../parts/StateChip";
import styles from "./Legend.module.css";

export function Legend() {
  return (
    <ul className={styles.legend} aria-label="What the letters mean">
      {LEGEND.map((state) => (
        <li key={state}>
          <StateChip state={state} />
          {labelOf(state)}
        </li>
      ))}
    </ul>
  );
}
