import { Modal } from "@mantine/core";
import { useState } from "react";

import { Problem, client } from "../../api/client";
import type { DrainRequest, Plan } from "../../api/types";
import { useFleet } from "../parts/fleetContext";
import { DrainForm, type DrainWish } from "./DrainForm";
import { DrainPlan } from "./DrainPlan";

interface DrainDialogProps {
  target: string | null;
  onClose: () => void;
}

/** Asks for a drain: first what is wanted, then the plan, then the word. */
export function DrainDialog({ target, onClose }: DrainDialogProps) {
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      title={`Drain ${target ?? ""}`}
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
      centered
      styles={{ title: { fontWeight: 650 } }}
    >
      {target !== null && <Steps key={target} target={target} onClose={onClose} />}
    </Modal>
  );
}

const FIRST_WISH: DrainWish = { message: "", to: "", deadline: "10m", holdTtl: "4h" };

function Steps({ target, onClose }: { target: string; onClose: () => void }) {
  const { nodes, routers } = useFleet();
  const [wish, setWish] = useState(FIRST_WISH);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const others = (nodes.items ?? []).filter((node) => node.node !== target);

  if (plan === null) {
    return (
      <DrainForm
        wish={wish}
        successors={others.map((node) => node.node)}
        problem={problem}
        routers={routers.items ?? []}
        isBusy={isBusy}
        onChange={setWish}
        onCancel={onClose}
        onPlan={() => void ask(async (request) => setPlan(await client.plan(request)))}
      />
    );
  }
  return (
    <DrainPlan
      plan={plan}
      routers={routers.items ?? []}
      problem={problem}
      isBusy={isBusy}
      onBack={() => setPlan(null)}
      onConfirm={() => void ask((request) => client.drain(request).then(onClose))}
    />
  );

  async function ask(controller: (request: DrainRequest) => Promise<void>) {
    setBusy(true);
    setProblem(null);
    try {
      await controller(requestOf(target, wish));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      setProblem(failure);
    }
    setBusy(false);
  }
}

function requestOf(node: string, wish: DrainWish): DrainRequest {
  return {
    node,
    message: wish.message.trim(),
    deadline: wish.deadline,
    ...(wish.to === "" ? {} : { to: wish.to }),
    ...(wish.holdTtl === "" ? {} : { holdTtl: wish.holdTtl }),
  };
}
