import { Button } from "@mantine/core";
import IconHistory from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import { useEffect, useState } from "react";

import { millisOf, utcFieldText, utcFieldTime } from "../../model/time";
import { useFleet, useFleetStore } from "../parts/fleetContext";
import { useNow } from "../parts/useNow";
import styles from "./TimeBar.module.css";

const STEPS = [
  { label: "−1 h", millis: -3_600_000 },
  { label: "−1 min", millis: -60_000 },
  { label: "−1 s", millis: -1_000 },
  { label: "+1 s", millis: 1_000 },
  { label: "+1 min", millis: 60_000 },
  { label: "+1 h", millis: 3_600_000 },
];

/** Our idea of the controller's time is not exact, and what is yet to come cannot be seen. */
const MARGIN_MILLIS = 1_000;

/** Says that the page shows the past, and from when; moves it to other times, and back to now. */
export function TimeBar() {
  const { look } = useFleet();
  useAddress(look?.at ?? null);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-past", look !== null);
  }, [look]);
  return look === null ? null : <Bar at={millisOf(look.at)} />;
}

function Bar({ at }: { at: number }) {
  const store = useFleetStore();
  const { look, feed } = useFleet();
  const now = useNow() + feed.clockOffsetMillis;
  const beginning = useBeginning();
  const go = (millis: number) =>
    store.look(new Date(Math.max(Math.min(millis, now - MARGIN_MILLIS), beginning)).toISOString());
  return (
    <section
      className={styles.bar}
      aria-label="Time"
      data-testid="time-bar"
      data-there={look?.isThere ?? false}
    >
      <strong className={styles.title}>
        <IconHistory size={18} aria-hidden /> The past
      </strong>
      <input
        type="datetime-local"
        step={1}
        className={styles.field}
        aria-label="Time, UTC"
        data-testid="time-field"
        value={utcFieldText(at)}
        min={utcFieldText(beginning)}
        max={utcFieldText(now)}
        onChange={(event) => event.target.value !== "" && go(utcFieldTime(event.target.value))}
      />
      <span className={styles.zone}>UTC</span>
      <input
        type="range"
        className={styles.slider}
        aria-label="Time between the log’s beginning and now"
        aria-valuetext={`${utcFieldText(at).replace("T", " ")} UTC`}
        data-testid="time-slider"
        min={beginning}
        max={Math.ceil(now)}
        step={1}
        value={at}
        onChange={(event) => go(Number(event.target.value))}
      />
      <span className={styles.steps}>
        {STEPS.map(({ label, millis }) => (
          <Button key={label} size="compact-xs" variant="default" onClick={() => go(at + millis)}>
            {label}
          </Button>
        ))}
      </span>
      <Button size="compact-sm" data-testid="back-to-live" onClick={() => store.look(null)}>
        Back to live
      </Button>
      <span className={styles.word} role="status">
        {wordOf()}
      </span>
    </section>
  );

  function wordOf(): string {
    if (look === null) return "";
    if (look.error !== null) return look.error;
    return look.isThere ? "What was so then, with all that is known today." : "Looking…";
  }
}

/** When the log begins; until that is known, an hour ago. */
function useBeginning(): number {
  const store = useFleetStore();
  const [beginning, setBeginning] = useState(() => Date.now() - 3_600_000);
  useEffect(() => {
    store.beginning().then(
      (millis) => Number.isFinite(millis) && setBeginning(millis),
      () => undefined,
    );
  }, [store]);
  return beginning;
}

/** Keeps the time in the page's address, so that it can be sent to somebody. */
function useAddress(at: string | null): void {
  useEffect(() => {
    const url = new URL(window.location.href);
    if (at === (url.searchParams.get("at") ?? null)) return;
    if (at === null) url.searchParams.delete("at");
    else url.searchParams.set("at", at);
    window.history.replaceState(null, "", url);
  }, [at]);
}
