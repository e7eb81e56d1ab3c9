import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import type { FormEvent } from "react";

import type { Problem } from "../../api/client";
import type { VirtualRouter } from "../../api/types";
import { ProblemNote } from "./ProblemNote";

export interface DrainWish {
  message: string;
  to: string;
  deadline: string;
  holdTtl: string;
}

const DEADLINES = [
  { value: "2m", label: "2 minutes" },
  { value: "10m", label: "10 minutes" },
  { value: "1h", label: "1 hour" },
];

const HOLDS = [
  { value: "1h", label: "1 hour" },
  { value: "4h", label: "4 hours" },
  { value: "24h", label: "1 day" },
  { value: "", label: "as the controller is set up" },
];

interface DrainFormProps {
  wish: DrainWish;
  successors: readonly string[];
  problem: Problem | null;
  routers: readonly VirtualRouter[];
  isBusy: boolean;
  onChange: (wish: DrainWish) => void;
  onCancel: () => void;
  onPlan: () => void;
}

export function DrainForm(props: DrainFormProps) {
  const { wish, successors, problem, routers, isBusy, onChange, onCancel } = props;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label="Why"
          description="Stands in the log, on the hold and in the history."
          placeholder="Kernel update, ticket 4711"
          required
          autosize
          minRows={2}
          data-autofocus
          data-testid="drain-message"
          value={wish.message}
          onChange={(change) => onChange({ ...wish, message: change.target.value })}
        />
        <NativeSelect
          label="Successor"
          data={[
            { value: "", label: "the best spare of each virtual router" },
            ...successors.map((node) => ({ value: node, label: node })),
          ]}
          data-testid="drain-to"
          value={wish.to}
          onChange={(change) => onChange({ ...wish, to: change.target.value })}
        />
        <Group grow align="start">
          <NativeSelect
            label="Give up after"
            data={DEADLINES}
            data-testid="drain-deadline"
            value={wish.deadline}
            onChange={(change) => onChange({ ...wish, deadline: change.target.value })}
          />
          <NativeSelect
            label="Hold for"
            data={HOLDS}
            data-testid="drain-hold"
            value={wish.holdTtl}
            onChange={(change) => onChange({ ...wish, holdTtl: change.target.value })}
          />
        </Group>
        <ProblemNote problem={problem} routers={routers} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={wish.message.trim() === ""}
            data-testid="drain-plan"
          >
            Show the plan
          </Button>
        </Group>
      </Stack>
    </form>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    props.onPlan();
  }
}
