import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconPointFilled from "@tabler/icons-react/dist/esm/icons/IconPointFilled.mjs";

import type { DrainFact, DrainStep, VirtualRouter } from "../../api/types";
import {
  type ReturnStep,
  factText,
  isThere,
  methodText,
  returnFactText,
  returnStateText,
  stepStateText,
} from "../../model/drains";
import { routerNameOf } from "../../model/routers";
import { exactClockText } from "../../model/time";
import styles from "./DrainSteps.module.css";

interface DrainStepsProps {
  steps: readonly DrainStep[];
  routers: readonly VirtualRouter[];
  /** True: nothing has been done yet, there is nothing to prove. */
  isPlan?: boolean;
}

/** Each virtual router's way through a drain, with the facts that prove it. */
export function DrainSteps({ steps, routers, isPlan = false }: DrainStepsProps) {
  if (steps.length === 0) return null;
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li
          key={step.vr}
          className={styles.step}
          data-testid="drain-step"
          data-vr={step.vr}
          data-state={step.state}
          data-plan={isPlan}
        >
          {!isPlan && <span className={styles.state}>{stepStateText(step.state)}</span>}
          <span>
            <strong>{routerNameOf(routers, step.vr)}</strong> <Move step={step} />
            {step.detail !== "" && <span className={styles.detail}>{step.detail}</span>}
          </span>
          {!isPlan && <EvidenceList facts={step.evidence} />}
        </li>
      ))}
    </ol>
  );
}

function Move({ step }: { step: DrainStep }) {
  const route = step.to === null ? `stays off ${step.from}` : `${step.from} → ${step.to}`;
  return (
    <span className={styles.move}>
      {route}, {methodText(step.method)}
    </span>
  );
}

interface ReturnStepsProps {
  target: string;
  steps: readonly ReturnStep[];
  routers: readonly VirtualRouter[];
}

/** What comes back to a node when it is undrained. */
export function ReturnSteps({ target, steps, routers }: ReturnStepsProps) {
  if (steps.length === 0) return null;
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li
          key={step.vr}
          className={styles.step}
          data-testid="return-step"
          data-vr={step.vr}
          data-state={step.state}
        >
          <span className={styles.state}>{returnStateText(step.state)}</span>
          <span>
            <strong>{routerNameOf(routers, step.vr)}</strong>{" "}
            <span className={styles.move}>back to {target}</span>
          </span>
          <EvidenceList facts={step.evidence} textOf={returnFactText} />
        </li>
      ))}
    </ol>
  );
}

interface EvidenceListProps {
  facts: readonly DrainFact[];
  textOf?: (fact: string) => string;
}

/** The facts that are there, and those that are still waited for. */
function EvidenceList({ facts, textOf = factText }: EvidenceListProps) {
  return (
    <ul className={styles.evidence}>
      {facts.map((fact) => (
        <Evidence key={fact.fact} fact={fact} text={textOf(fact.fact)} />
      ))}
    </ul>
  );
}

function Evidence({ fact, text }: { fact: DrainFact; text: string }) {
  const isKnown = isThere(fact);
  return (
    <li className={styles.fact} data-there={isKnown} title={fact.time ?? "not yet"}>
      {isKnown ? <IconCheck size={13} aria-hidden /> : <IconPointFilled size={13} aria-hidden />}
      {text}
      {fact.seq !== null && <span className={styles.seq}>#{fact.seq}</span>}
      {fact.time !== null && (
        <span className="visually-hidden">at {exactClockText(fact.time)}</span>
      )}
    </li>
  );
}
