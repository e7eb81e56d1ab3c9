import { shortText } from "../../model/facts";
import styles from "./KeyValues.module.css";

/** Facts by name, as they are in the event. */
export function KeyValues({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return <p className={styles.none}>No further facts were recorded.</p>;
  return (
    <dl className={styles.facts}>
      {entries.map(([name, value]) => (
        <div key={name} className={styles.pair}>
          <dt>{name}</dt>
          <dd>{shortText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
