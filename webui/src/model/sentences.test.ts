import { expect, test } from "vitest";

import { event } from "../testkit/samples";
import { nodeOf, sentenceOf } from "./sentences";

test("a transition says what it is now, what it was and why", () => {
  const data = {
    from: "BACKUP",
    to: "ACTIVE",
    cause: "ACTIVE_RESIGNED",
    priority: 150,
    evidence: { peer: "10.77.0.12" },
  };
  expect(sentenceOf(event(1, { data }))).toBe(
    "Active (master), was Backup: the Active 10.77.0.12 resigned",
  );
});

test.each([
  [
    "instance.priority-changed",
    { from: 150, to: 130, contributions: [{ name: "chk", delta: -20 }] },
    "Priority 150 to 130 (chk −20)",
  ],
  [
    "instance.faults-changed",
    {
      faults: ["interface eth0 down", "track_script chk"],
      raised: ["track_script chk"],
      cleared: ["sync group G"],
      cause: "TRACK_SCRIPT",
      evidence: {},
    },
    "Still Fault: interface eth0 down, track_script chk; new: track_script chk; over: sync group G",
  ],
  [
    "instance.announced",
    { kind: "garp", addresses: ["10.77.0.51"], framesCount: 5 },
    "Announced 10.77.0.51 by gratuitous ARP, 5 frames",
  ],
  [
    "instance.vips-removed",
    { addresses: ["10.77.0.51"], by: "steward" },
    "Took away 10.77.0.51 for a dead engine",
  ],
  [
    "tracker.state-changed",
    { kind: "script", name: "chk", isUp: false, detail: "exit 1" },
    "Tracked script chk is down (exit 1)",
  ],
  [
    "peer.gave-way",
    { address: "10.77.0.12", winner: "10.77.0.11", silentNanos: 1_500_000_000 },
    "10.77.0.12 gave way to 10.77.0.11",
  ],
  [
    "peer.advert-missed",
    { address: "10.77.0.12", silentNanos: 1_500_000_000, unreported: 7 },
    "Missed an advertisement of 10.77.0.12, 7 more before",
  ],
  [
    "node.stopped",
    { part: "engine", how: "died", detail: "signal 9" },
    "The engine died: signal 9",
  ],
  [
    "node.stalled",
    { part: "engine", stalledNanos: 5_100_000_000 },
    "The engine stood still for 5.1 s",
  ],
  [
    "instance.vips-removed",
    { addresses: ["10.77.0.51"], by: "somebody else" },
    "Took away 10.77.0.51: somebody else did",
  ],
  [
    "instance.routes-applied",
    { routes: ["10.78.0.0/24 dev eth0"], failed: ["10.79.0.0/24: no gateway"] },
    "Added 10.78.0.0/24 dev eth0; failed: 10.79.0.0/24: no gateway",
  ],
  [
    "instance.routes-removed",
    { routes: ["10.78.0.0/24 dev eth0"], by: "engine" },
    "Took away 10.78.0.0/24 dev eth0",
  ],
  [
    "config.continued",
    { instances: [], warnings: ["one", "two"] },
    "More of the configuration in force, 2 warnings",
  ],
  [
    "notification.sent",
    {
      notice: {
        channel: "script",
        target: "/usr/bin/take-eip",
        type: "INSTANCE",
        name: "VI_1",
        state: "MASTER",
      },
      tookMillis: 45,
    },
    "Told script /usr/bin/take-eip that instance VI_1 is MASTER",
  ],
  [
    "notification.failed",
    {
      notice: { channel: "mail", target: "127.0.0.1", type: "GROUP", name: "G", state: "FAULT" },
      reason: "refused",
    },
    "Could not tell mail 127.0.0.1 that group G is FAULT: refused",
  ],
  [
    "node.adverts-blocked",
    {
      interfaceName: "eth0",
      direction: "in",
      reason: "the firewall drops VRRP coming in (nft table inet f, chain in: rule 7)",
      remedy: "nft insert rule inet f in ip daddr 224.0.0.18 meta l4proto 112 accept",
    },
    "Advertisements do not reach eth0: the firewall drops VRRP coming in (nft table inet f, chain in: rule 7); let them pass with: nft insert rule inet f in ip daddr 224.0.0.18 meta l4proto 112 accept",
  ],
  [
    "node.adverts-blocked",
    { interfaceName: "eth0", direction: "out", reason: "", remedy: "" },
    "Advertisements leave eth0 again",
  ],
  [
    "node.clock-measured",
    { offsetNanos: -41_000, errorNanos: 310_000 },
    "Clock measured: controller ahead by −41 µs, ± 0.3 ms",
  ],
  ["drain.requested", { message: "kernel" }, "Drain asked for: “kernel”"],
  [
    "drain.step-proved",
    { virtualRouter: "10.77.0.0_24~ipv4~51" },
    "Proved: VRID 51 IPv4 on 10.77.0.0/24 moved",
  ],
])("%s reads well", (type, data, text) => {
  expect(sentenceOf(event(1, { type, data }))).toBe(text);
});

test("a type from the future is shown by its name", () => {
  expect(sentenceOf(event(1, { type: "weather.rain-began" }))).toBe("weather rain began");
});

test("missing facts never show as undefined", () => {
  const types = [
    "instance.transitioned",
    "instance.announced",
    "peer.mismatch",
    "node.stopped",
    "node.adverts-blocked",
    "notification.failed",
    "command.issued",
  ];
  for (const type of types)
    expect(sentenceOf(event(1, { type }))).not.toMatch(/undefined|null|NaN/);
});

test("an event of the controller is about the node that it names", () => {
  const said = event(1, { type: "node.disconnected", node: "controller", data: { node: "b" } });
  expect(nodeOf(said)).toBe("b");
  expect(nodeOf(event(2))).toBe("a");
});
