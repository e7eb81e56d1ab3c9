// How a drain goes in the made-up fleet.
import {
  best,
  failover,
  judge,
  log,
  nodes,
  now,
  record,
  routers,
  settle,
  transition,
  wait,
} from "./mockFleet.mjs";

const drains = [];

function planOf(request) {
  const steps = routers
    .filter((one) => one.instances.some((i) => i.node === request.node))
    .map((one) => {
      const isActive = one.active.some((active) => active.node === request.node);
      const to = isActive ? (request.to ?? best(one, request.node)?.node ?? null) : null;
      const facts = isActive
        ? ["took-over", "announced", "left-active", "addresses-gone", "settled"]
        : ["settled"];
      return {
        vr: one.id,
        method: isActive ? "hand-over" : "hold-only",
        from: request.node,
        to,
        state: "PENDING",
        detail: isActive ? "hand-over between agents, no address is without a router" : "",
        evidence: facts.map((fact) => ({ fact, seq: null, time: null })),
      };
    });
  const refusals = steps
    .filter((step) => step.method === "hand-over" && step.to === null)
    .map((step) => ({
      code: "no-eligible-backup",
      vr: step.vr,
      detail: "no other node could take it",
    }));
  const busy = [...nodes.values()].find(
    (node) => node.admin !== "NORMAL" && node.node !== request.node,
  );
  if (busy)
    refusals.push({
      code: "peer-already-draining",
      vr: steps[0].vr,
      detail: `${busy.node} is ${busy.admin.toLowerCase()} already; a second one would leave one router`,
    });
  return {
    id: `d-${drains.length + 1}`,
    target: request.node,
    state: "PLANNED",
    message: request.message,
    by: "admin",
    createdAt: now(),
    deadlineAt: now(600_000),
    holdExpiresAt: now(4 * 3_600_000),
    refusals,
    steps,
    unproved: [],
  };
}

async function carryOut(drain) {
  const node = nodes.get(drain.target);
  const touch = (type, data) =>
    record(type, "controller", { drainId: drain.id, node: drain.target, ...data });
  const prove = (step, fact, event) =>
    Object.assign(
      step.evidence.find((one) => one.fact === fact),
      { seq: event.seq, time: event.time },
    );
  node.admin = "DRAINING";
  node.drainId = drain.id;
  drain.state = "DRAINING";
  touch("drain.requested", { message: drain.message });
  await wait(600);
  node.hold = {
    drainId: drain.id,
    by: drain.by,
    message: drain.message,
    since: now(),
    expiresAt: drain.holdExpiresAt,
  };
  for (const one of routers)
    Object.assign(
      one.instances.find((i) => i.node === node.node),
      { held: true, effectivePriority: 1 },
    );
  record("drain.hold-placed", node.node, {
    drainId: drain.id,
    by: drain.by,
    message: drain.message,
  });
  for (const step of drain.steps) step.state = step.method === "hold-only" ? "SETTLING" : "HOLDING";
  for (const step of drain.steps.filter((one) => one.method === "hand-over")) {
    const one = routers.find((candidate) => candidate.id === step.vr);
    step.state = "TAKING_OVER";
    touch("command.issued", { command: { kind: "take-over" } });
    await wait(900);
    prove(
      step,
      "took-over",
      transition(one, step.to, "ACTIVE", "HAND_OVER", {
        expectedActive: drain.target,
        expectedPriority: "1",
      }),
    );
    prove(step, "announced", log.at(-1));
    prove(
      step,
      "left-active",
      transition(one, drain.target, "BACKUP", "HIGHER_PRIORITY_ADVERT", { peer: step.to }),
    );
    prove(step, "addresses-gone", log.at(-1));
    step.state = "SETTLING";
    failover(
      one,
      drain.target,
      step.to,
      "HAND_OVER",
      true,
      0,
      { expectedActive: drain.target },
      [step.evidence[0].seq],
      drain.id,
    );
    judge(one);
  }
  drain.state = "VERIFYING";
  await wait(1_500);
  for (const step of drain.steps) {
    step.state = "PROVED";
    prove(step, "settled", touch("drain.step-proved", { virtualRouter: step.vr }));
  }
  drain.state = "HELD";
  node.admin = "HELD";
  touch("drain.completed", {});
}

async function restore(name) {
  const node = nodes.get(name);
  const drain = drains.find((one) => one.id === node.drainId);
  drain.state = "RESTORING";
  drain.returning = drain.steps.map(({ vr }) => ({ vr, evidence: [] }));
  record("drain.undrain-requested", "controller", { drainId: drain.id, node: name, message: "" });
  await wait(700);
  const moves = drain.steps.filter((step) => step.method === "hand-over");
  Object.assign(node, { admin: "NORMAL", hold: null, drainId: null });
  for (const one of routers) {
    const instance = one.instances.find((i) => i.node === name);
    Object.assign(instance, { held: false, effectivePriority: instance.basePriority });
    setTimeout(() => void settle(one, instance), 1_000);
  }
  record("drain.hold-lifted", name, { drainId: drain.id, by: "admin", why: "undrain" });
  await wait(1_500);
  const { seq, time } = log.at(-1);
  for (const move of drain.returning.filter(({ vr }) => moves.some((step) => step.vr === vr)))
    move.evidence = ["took-over", "announced"].map((fact) => ({ fact, seq, time }));
  drain.state = "COMPLETED";
  record("drain.restored", "controller", { drainId: drain.id, node: name });
}

export { carryOut, drains, planOf, restore };
