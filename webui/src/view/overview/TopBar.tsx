import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import IconHistory from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import IconMoon from "@tabler/icons-react/dist/esm/icons/IconMoon.mjs";
import IconSun from "@tabler/icons-react/dist/esm/icons/IconSun.mjs";

import { clockText, dateText } from "../../model/time";
import {
  useControllerNow,
  useFleet,
  useFleetStore,
  useFreshness,
  useIsPast,
} from "../parts/fleetContext";
import { FeedChip } from "./FeedChip";
import styles from "./TopBar.module.css";

/** Where a look back begins. */
const LOOK_BACK_MILLIS = 60_000;

export function TopBar() {
  const { headSeq, version } = useFleet();
  return (
    <header className={styles.bar}>
      <div className={styles.brand} title={version === null ? "" : `Baton ${version.version}`}>
        <img src="/favicon.svg" alt="" width={24} height={24} />
        <span>Baton</span>
      </div>
      <dl className={styles.facts}>
        <FeedChip />
        <NodesCount />
        <div className={styles.fact} data-testid="log-position">
          <dt>Log</dt>
          <dd>#{headSeq}</dd>
        </div>
        <Clock />
      </dl>
      <LookBackButton />
      <SchemeToggle />
    </header>
  );
}

function NodesCount() {
  const { nodes } = useFleet();
  const freshness = useFreshness();
  const all = nodes.items?.length ?? 0;
  const silent = nodes.items?.filter((node) => node.state === "SILENT").length ?? 0;
  return (
    <div className={styles.fact} data-testid="nodes-count">
      <dt>Nodes</dt>
      <dd>
        {freshness === "current" && nodes.items !== null ? `${all - silent} up` : "unknown"}
        {freshness === "current" && silent > 0 && (
          <strong className={styles.silent}>, {silent} silent</strong>
        )}
      </dd>
    </div>
  );
}

function Clock() {
  const now = useControllerNow();
  return (
    <div className={styles.fact} title={`${dateText(now)}, the controller's clock`}>
      <dt>UTC</dt>
      <dd>{clockText(now)}</dd>
    </div>
  );
}

function LookBackButton() {
  const store = useFleetStore();
  const now = useControllerNow();
  if (useIsPast()) return null;
  return (
    <ActionIcon
      variant="default"
      size={34}
      aria-label="Look back in time"
      title="Look back in time"
      data-testid="look-back"
      onClick={() => store.look(new Date(now - LOOK_BACK_MILLIS).toISOString())}
    >
      <IconHistory size={18} />
    </ActionIcon>
  );
}

function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="default"
      size={34}
      aria-label={`Switch to ${other} colours`}
      data-testid="scheme-toggle"
      onClick={() => setColorScheme(other)}
    >
      {scheme === "dark" ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}
