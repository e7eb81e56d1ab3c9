import { type EventFilter, FAMILIES } from "../../model/filters";
import styles from "./EventFilters.module.css";

interface EventFiltersProps {
  filter: EventFilter;
  nodes: readonly string[];
  onChange: (filter: EventFilter) => void;
}

export function EventFilters({ filter, nodes, onChange }: EventFiltersProps) {
  return (
    <div className={styles.filters}>
      <div className={styles.families} role="group" aria-label="Kinds of events">
        {FAMILIES.map((family) => (
          <button
            key={family}
            type="button"
            className={styles.family}
            aria-pressed={filter.families.includes(family)}
            data-testid={`filter-${family}`}
            onClick={() => onChange({ ...filter, families: toggled(filter.families, family) })}
          >
            {family}
          </button>
        ))}
      </div>
      <select
        className={styles.node}
        aria-label="Node"
        data-testid="filter-node"
        value={filter.node}
        onChange={(change) => onChange({ ...filter, node: change.target.value })}
      >
        <option value="">every node</option>
        {[...new Set([...nodes, filter.node])]
          .filter((node) => node !== "")
          .map((node) => (
            <option key={node}>{node}</option>
          ))}
      </select>
    </div>
  );
}

function toggled(families: readonly string[], family: string): string[] {
  const without = families.filter((other) => other !== family);
  return without.length === families.length ? [...families, family] : without;
}
