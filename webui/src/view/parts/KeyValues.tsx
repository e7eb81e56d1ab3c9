import { readable } from "../../model/facts";
import styles from "./KeyValues.module.css";

/** Facts by name, as they are in the event. */
export function KeyValues({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(facts).map(([name, value]) => readable(name, value));
  if (entries.length === 0) return <p className={styles.none}>No further facts were recorded.</p>;
  return (
    <dl className={styles.facts}>
      {entries.map(([label, text]) => (
        <div key={label} className={styles.pair}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
