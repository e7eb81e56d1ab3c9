import { ageText } from "../../model/time";
import { useFleet, useLiveFreshness } from "../parts/fleetContext";
import { useNow } from "../parts/useNow";
import styles from "./FeedChip.module.css";

type Look = "live" | "waiting" | "stale";

/** Whether the page is being told what happens. */
export function FeedChip() {
  const { feed } = useFleet();
  const freshness = useLiveFreshness();
  const now = useNow();
  const [look, text] = lookOf();
  return (
    <div className={styles.fact}>
      <dt className="visually-hidden">Live feed</dt>
      <dd
        className={styles.chip}
        aria-live="polite"
        data-look={look}
        data-testid="feed-state"
        data-state={look}
      >
        <span className={styles.dot} aria-hidden />
        {text}
      </dd>
    </div>
  );

  function lookOf(): [Look, string] {
    if (freshness === "stale") return ["stale", staleText()];
    if (feed.phase === "live") return ["live", "Live"];
    return ["waiting", feed.phase === "connecting" ? "Connecting" : "Reconnecting"];
  }

  function staleText(): string {
    return feed.lastWordAt === 0 ? "No answer" : `Stale for ${ageText(now - feed.lastWordAt)}`;
  }
}
