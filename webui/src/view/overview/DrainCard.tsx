import { Button } from "@mantine/core";
import { useState } from "react";

import { client } from "../../api/client";
import type { Drain, VirtualRouter } from "../../api/types";
import { drainStateText, isAbortable, isRunning, provedCount, returnsOf } from "../../model/drains";
import { ageText, millisOf } from "../../model/time";
import { useControllerNow, useIsPast } from "../parts/fleetContext";
import styles from "./DrainCard.module.css";
import { DrainSteps, ReturnSteps } from "./DrainSteps";
import { Refusals } from "./Refusals";

interface DrainCardProps {
  drain: Drain;
  routers: readonly VirtualRouter[];
}

/** One drain: what was asked, how far it is, what proves it. */
export function DrainCard({ drain, routers }: DrainCardProps) {
  return (
    <article
      className={styles.card}
      data-testid="drain"
      data-drain={drain.id}
      data-state={drain.state}
    >
      <header className={styles.header}>
        <span className={styles.state} data-state={drain.state}>
          {drainStateText(drain.state)}
        </span>
        <span className={styles.title}>
          <strong>{drain.target}</strong>: <q>{drain.message}</q>
        </span>
        <span className={styles.quiet}>
          by {drain.by}, {provedCount(drain)} of {drain.steps.length} proved
          {isRunning(drain) && <Deadline at={drain.deadlineAt} />}
        </span>
        <Actions drain={drain} />
      </header>
      <Refusals refusals={drain.refusals} routers={routers} />
      <DrainSteps steps={drain.steps} routers={routers} />
      <ReturnSteps target={drain.target} steps={returnsOf(drain)} routers={routers} />
      {drain.unproved.length > 0 && (
        <p className={styles.unproved}>Not proved: {drain.unproved.join("; ")}</p>
      )}
    </article>
  );
}

function Deadline({ at }: { at: string }) {
  const left = millisOf(at) - useControllerNow();
  return left > 0 ? <>, {ageText(left)} left</> : <>, the deadline has passed</>;
}

function Actions({ drain }: { drain: Drain }) {
  const isPast = useIsPast();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <span className={styles.actions}>
      {failure !== null && (
        <span role="alert" className={styles.failure}>
          {failure}
        </span>
      )}
      {isAbortable(drain) && !isPast && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isBusy}
          data-testid={`abort-${drain.id}`}
          onClick={() => void ask(() => client.abort(drain.id))}
        >
          Abort
        </Button>
      )}
    </span>
  );

  async function ask(request: () => Promise<unknown>) {
    setBusy(true);
    setFailure(null);
    try {
      await request();
    } catch (problem) {
      setFailure((problem as Error).message);
    }
    setBusy(false);
  }
}
