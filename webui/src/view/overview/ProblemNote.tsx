import { Alert } from "@mantine/core";

import type { Problem } from "../../api/client";
import type { VirtualRouter } from "../../api/types";
import { Refusals } from "./Refusals";

interface ProblemNoteProps {
  problem: Problem | null;
  routers: readonly VirtualRouter[];
}

/** What the controller answered instead of doing it. */
export function ProblemNote({ problem, routers }: ProblemNoteProps) {
  if (problem === null) return null;
  return (
    <Alert color="red" title={problem.title} data-testid="problem">
      {problem.detail}
      <Refusals refusals={problem.refusals} routers={routers} />
    </Alert>
  );
}
