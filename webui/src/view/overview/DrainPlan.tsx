import { Button, Group, Stack, Text } from "@mantine/core";

import type { Problem } from "../../api/client";
import type { Plan, VirtualRouter } from "../../api/types";
import { DrainSteps } from "./DrainSteps";
import { ProblemNote } from "./ProblemNote";
import { Refusals } from "./Refusals";

interface DrainPlanProps {
  plan: Plan;
  routers: readonly VirtualRouter[];
  problem: Problem | null;
  isBusy: boolean;
  onBack: () => void;
  onConfirm: () => void;
}

/** What would be done; nothing has been done yet. */
export function DrainPlan({ plan, routers, problem, isBusy, onBack, onConfirm }: DrainPlanProps) {
  const isRefused = plan.refusals.length > 0;
  return (
    <Stack gap="sm" data-testid="drain-plan-view">
      <Text size="sm">
        {isRefused
          ? `${plan.target} cannot be drained now:`
          : `${plan.target} is held first, then each of its addresses moves. Nothing has been done yet.`}
      </Text>
      <Refusals refusals={plan.refusals} routers={routers} />
      <DrainSteps steps={plan.steps} routers={routers} isPlan />
      {!isRefused && plan.steps.length === 0 && (
        <Text size="sm">No address has to move: {plan.target} is only held.</Text>
      )}
      <ProblemNote problem={problem} routers={routers} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack} data-testid="drain-back">
          Back
        </Button>
        <Button
          loading={isBusy}
          disabled={isRefused}
          onClick={onConfirm}
          data-testid="drain-confirm"
          data-autofocus
        >
          Drain {plan.target}
        </Button>
      </Group>
    </Stack>
  );
}
