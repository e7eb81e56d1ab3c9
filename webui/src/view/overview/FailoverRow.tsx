import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { useId, useState } from "react";

import type { Failover, VirtualRouter } from "../../api/types";
import { capitalised } from "../../model/causes";
import { gapText, reasonText, seamToneOf } from "../../model/failovers";
import { routerNameOf } from "../../model/routers";
import { exactClockText, momentText } from "../../model/time";
import { useControllerNow, useFleetStore } from "../parts/fleetContext";
import { KeyValues } from "../parts/KeyValues";
import styles from "./FailoverRow.module.css";

interface FailoverRowProps {
  failover: Failover;
  routers: readonly VirtualRouter[];
}

export function FailoverRow({ failover, routers }: FailoverRowProps) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const now = useControllerNow();
  return (
    <li className={styles.row} data-testid="failover-row" data-cause={failover.cause}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight className={styles.chevron} size={16} aria-hidden />
        <time className={styles.time} dateTime={failover.time} title={failover.time}>
          {momentText(failover.time, now)}
        </time>
        <span className={styles.what}>
          <span className={styles.move}>
            <strong>{routerNameOf(routers, failover.vr)}</strong>{" "}
            <span className={styles.nodes}>
              {failover.from ?? "nobody"} → {failover.to ?? "nobody"}
            </span>
            {failover.from !== null && (
              <span className={styles.kind} data-planned={failover.planned}>
                {failover.planned ? "planned" : "unplanned"}
              </span>
            )}
          </span>
          <span className={styles.cause}>{capitalised(reasonText(failover))}</span>
        </span>
        <span className={styles.gap} data-seam={seamToneOf(failover)}>
          {gapText(failover)}
          {failover.provisional && <span className={styles.provisional}>provisional</span>}
        </span>
      </button>
      {isOpen && <Details id={details} failover={failover} />}
    </li>
  );
}

function LookThere({ time }: { time: string }) {
  const store = useFleetStore();
  return (
    <button
      type="button"
      className={styles.look}
      data-testid="look-there"
      onClick={() => store.look(time)}
    >
      See the fleet at this moment
    </button>
  );
}

function Details({ id, failover }: { id: string; failover: Failover }) {
  return (
    <div id={id} className={styles.details} data-testid="failover-evidence">
      <KeyValues
        facts={{
          time: exactClockText(failover.time),
          cause: failover.cause,
          ...failover.evidence,
        }}
      />
      <p className={styles.seqs}>
        Events:{" "}
        {failover.eventSeqs.map((seq) => (
          <a key={seq} href={`/api/v1/events/${seq}`} target="_blank" rel="noreferrer">
            #{seq}
          </a>
        ))}
        <LookThere time={failover.time} />
      </p>
    </div>
  );
}
