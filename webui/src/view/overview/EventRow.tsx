import { memo, useId, useState } from "react";

import type { Envelope } from "../../api/types";
import { familyTone, importanceOf } from "../../model/importance";
import { nodeOf, sentenceOf } from "../../model/sentences";
import { exactClockText } from "../../model/time";
import styles from "./EventRow.module.css";

/** One event as a line; opened, the whole record. */
export const EventRow = memo(function EventRow({ event }: { event: Envelope }) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  return (
    <li
      className={styles.row}
      data-testid="event-row"
      data-type={event.type}
      data-seq={event.seq}
      data-importance={importanceOf(event)}
    >
      <button
        type="button"
        className={styles.line}
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setOpen(!isOpen)}
      >
        <time className={styles.time} dateTime={event.time} title={event.time}>
          {exactClockText(event.time)}
        </time>
        <span className={styles.text}>
          <span className={styles.sentence}>
            <span className={styles.node}>{nodeOf(event)}</span> {sentenceOf(event)}
          </span>
          <span className={styles.type}>
            <span className={styles.mark} data-tone={familyTone(event)} aria-hidden />
            {event.type}
            {event.subject !== null && ` · ${subjectText(event.subject)}`}
            {event.actor !== null && ` · by ${event.actor.id}`}
          </span>
        </span>
        <span className={styles.seq}>#{event.seq}</span>
      </button>
      {isOpen && (
        <pre id={details} className={styles.json}>
          {JSON.stringify(event, null, 2)}
        </pre>
      )}
    </li>
  );
});

function subjectText(subject: NonNullable<Envelope["subject"]>): string {
  const family = subject.family === "ipv6" ? "IPv6" : "IPv4";
  return `VRID ${subject.vrid} ${family} on ${subject.interface}`;
}
