import IconAlertTriangleFilled from "@tabler/icons-react/dist/esm/icons/IconAlertTriangleFilled.mjs";
import IconCircleCheckFilled from "@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs";
import IconHelpCircleFilled from "@tabler/icons-react/dist/esm/icons/IconHelpCircleFilled.mjs";
import IconHourglassEmpty from "@tabler/icons-react/dist/esm/icons/IconHourglassEmpty.mjs";
import IconShieldExclamation from "@tabler/icons-react/dist/esm/icons/IconShieldExclamation.mjs";
import { useEffect } from "react";

import { type Tone, verdictOf } from "../../model/verdict";
import { millisOf } from "../../model/time";
import { useFleet, useFreshness } from "../parts/fleetContext";
import { useNow } from "../parts/useNow";
import styles from "./VerdictLine.module.css";

const ICONS = {
  ok: IconCircleCheckFilled,
  warn: IconShieldExclamation,
  bad: IconAlertTriangleFilled,
  unknown: IconHelpCircleFilled,
  loading: IconHourglassEmpty,
};

const TITLE_MARKS: Record<Tone, string> = {
  ok: "✓",
  warn: "!",
  bad: "✗",
  unknown: "?",
  loading: "…",
};

/** One line that says whether all is well. */
export function VerdictLine() {
  const { routers, nodes, feed, look } = useFleet();
  const now = useNow();
  const verdict = verdictOf({
    routers: routers.items,
    nodes: nodes.items,
    freshness: useFreshness(),
    lastWordAt: feed.lastWordAt,
    nowMillis: look === null ? now : millisOf(look.at),
    offsetMillis: look === null ? feed.clockOffsetMillis : 0,
  });
  const mark = look === null ? TITLE_MARKS[verdict.tone] : "◷";
  useEffect(() => {
    document.title = `${mark} Baton`;
  }, [mark]);
  const Icon = ICONS[verdict.tone];
  return (
    <div className={styles.verdict} data-tone={verdict.tone} data-testid="verdict">
      <Icon className={styles.icon} size={30} aria-hidden />
      <div>
        <h1 className={styles.headline}>{verdict.headline}</h1>
        {verdict.detail !== "" && <p className={styles.detail}>{verdict.detail}</p>}
      </div>
      <div className="visually-hidden" role="alert">
        {verdict.tone === "bad" ? "A virtual router has a problem" : ""}
      </div>
    </div>
  );
}
