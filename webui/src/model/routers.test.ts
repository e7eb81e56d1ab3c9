import { expect, test } from "vitest";

import { router } from "../testkit/samples";
import { reachableFirst, routerName } from "./routers";

test("a virtual router is named by the address that people connect to", () => {
  expect(routerName(router({ vips: ["fe80::52", "fd77::52"] }))).toBe("fd77::52 +1");
  expect(routerName(router({ vips: ["10.77.0.51"] }))).toBe("10.77.0.51");
  expect(routerName(router({ vips: ["fe80::52"] }))).toBe("fe80::52");
});

test("without addresses the VRID has to do", () => {
  expect(routerName(router({ vips: [], vrid: 7 }))).toBe("VRID 7");
});

test("the addresses that people connect to come before the link-local ones", () => {
  expect(reachableFirst(["fe80::52", "fd77::52", "fd77::53"])).toEqual([
    "fd77::52",
    "fd77::53",
    "fe80::52",
  ]);
});
