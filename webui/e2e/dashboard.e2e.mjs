// The dashboard in a real browser against a real controller (BATON_URL) with three nodes.
//
// Who runs this owns the nodes. It asks for what it needs on standard output, one line each,
// `DO cut a`, and waits for a line `OK` on standard input. `STEP` says where it is, `SHOT` where a
// picture is. It ends with `N passed, M failed` and exit code 0 only if nothing failed.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

const url = process.env.BATON_URL;
if (!url) throw new Error("BATON_URL must say where the controller is");
const shots = process.env.SHOTS_DIR ?? "target/shots";
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE_MILLIS = 120_000;
const SETTLED_MILLIS = 6_000;
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function ask(what) {
  console.log(`DO ${what}`);
  const { value, done } = await answers.next();
  if (done || value.trim() !== "OK") throw new Error(`asked for "${what}", was told "${value}"`);
}

/** The matrix as it stands on the page: router → node → state. */
function matrixOf(page) {
  return page.evaluate(() => {
    const rows = {};
    for (const row of document.querySelectorAll('[data-testid^="row-"]')) {
      const router = row.dataset.testid.slice("row-".length);
      rows[router] = {};
      for (const cell of row.querySelectorAll('[data-testid^="cell-"]')) {
        const node = cell.dataset.testid.slice(`cell-${router}-`.length);
        const { state, known, held } = cell.dataset;
        rows[router][node] = { state, known: known === "true", held: held === "true" };
      }
    }
    return rows;
  });
}

/** Waits until the matrix is as it should be, and returns it. */
async function untilMatrix(page, what, isSo) {
  const end = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const matrix = await matrixOf(page);
    if (isSo(matrix)) return matrix;
    if (Date.now() > end) {
      const verdict = await page.getByTestId("verdict").innerText();
      throw new Error(`never saw: ${what}; verdict "${verdict}", matrix ${JSON.stringify(matrix)}`);
    }
    await page.waitForTimeout(50);
  }
}

/** The matrix after nothing moved for a while: a node that came back may preempt a little later. */
async function settledMatrix(page) {
  let settled = "";
  let since = Date.now();
  await untilMatrix(page, `nothing moving for ${SETTLED_MILLIS} ms`, (matrix) => {
    const now = JSON.stringify(matrix);
    if (now !== settled) since = Date.now();
    settled = now;
    return isWhole(matrix) && Date.now() - since > SETTLED_MILLIS;
  });
  return JSON.parse(settled);
}

async function untilVerdict(page, tone) {
  await page.waitForSelector(`[data-testid="verdict"][data-tone="${tone}"]`, {
    timeout: PATIENCE_MILLIS,
  });
  return page.getByTestId("verdict").innerText();
}

const cells = (matrix) => Object.values(matrix).flatMap((row) => Object.values(row));
const activeOf = (row) => Object.keys(row).filter((node) => row[node].state === "ACTIVE");
const isWhole = (matrix) =>
  Object.keys(matrix).length === 3 &&
  Object.values(matrix).every(
    (row) => Object.keys(row).length === 3 && activeOf(row).length === 1,
  ) &&
  cells(matrix).every((cell) => cell.known && ["ACTIVE", "BACKUP"].includes(cell.state));

function check(isTrue, what) {
  if (!isTrue) throw new Error(what);
}

async function shoot(page, name, fullPage = true) {
  const path = join(shots, `${name}.png`);
  await page.screenshot({ path, fullPage });
  console.log(`SHOT ${path}`);
}

/** Notes every verdict that is shown from now on; a reload would lose the notes. */
function watchVerdict(page) {
  return page.evaluate(() => {
    const verdict = document.querySelector('[data-testid="verdict"]');
    window.verdictsSeen = [verdict.dataset.tone];
    new MutationObserver(() => window.verdictsSeen.push(verdict.dataset.tone)).observe(verdict, {
      attributes: true,
      attributeFilter: ["data-tone"],
    });
  });
}

const verdictsSeen = (page) => page.evaluate(() => window.verdictsSeen ?? []);

const steps = {
  async "the page shows three virtual routers on three nodes, all well"({ page }) {
    await page.goto(url);
    await untilMatrix(page, "3 x 3, one Active each", isWhole);
    const verdict = await untilVerdict(page, "ok");
    check(/All 3 virtual routers have exactly one active router/.test(verdict), verdict);
    await page.waitForSelector('[data-testid="feed-state"][data-state="live"]');
    check((await page.getByTestId("event-row").count()) > 0, "the event feed is empty");
  },

  async "a cut cable shows in matrix, verdict and failovers without a reload"({ page, found }) {
    const before = await settledMatrix(page);
    const router = Object.keys(before)[0];
    const [victim] = activeOf(before[router]);
    const rows = await page.getByTestId("failover-row").count();
    Object.assign(found, { router, victim, before, beforeAt: new Date().toISOString() });
    await watchVerdict(page);
    await ask(`cut ${victim}`);
    await untilMatrix(page, `another node Active for ${router}`, (matrix) => {
      const actives = activeOf(matrix[router]);
      return actives.length === 1 && actives[0] !== victim;
    });
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-testid="failover-row"]').length > count,
      rows,
      { timeout: PATIENCE_MILLIS },
    );
    const seen = await verdictsSeen(page);
    check(
      seen.some((tone) => tone !== "ok"),
      `the verdict never changed: ${seen}`,
    );
    await showsTrueCause(page, victim);
    await shoot(page, "cut");
  },

  async "a mended cable brings the node back"({ page, found }) {
    await ask(`mend ${found.victim}`);
    await settledMatrix(page);
    await untilVerdict(page, "ok");
    check((await verdictsSeen(page)).length > 0, "the page was loaded anew in between");
  },

  async "the page can be moved back in time, and to now again"({ page, found }) {
    await page.getByTestId("look-back").click();
    await page.getByTestId("time-bar").waitFor();
    await page.goto(`${url}?at=${encodeURIComponent(found.beforeAt)}`);
    const was = await untilMatrix(
      page,
      "the matrix as it was before the cut",
      (matrix) => JSON.stringify(matrix) === JSON.stringify(found.before),
    );
    check(activeOf(was[found.router])[0] === found.victim, "another one was Active");
    check(
      (await page.locator('button[data-testid^="drain-"]').count()) === 0,
      "one can drain the past",
    );
    await page.waitForSelector('[data-testid="feed-state"][data-state="live"]', {
      timeout: PATIENCE_MILLIS,
    });
    await shoot(page, "past");
    const faults = await accessibilityFaults(page);
    check(faults.length === 0, `the past: ${faults.join("; ")}`);
    await page.getByTestId("time-slider").press("End");
    await page.waitForFunction((at) => !location.search.includes(at), found.beforeAt.slice(0, 19));
    await page.waitForSelector('[data-testid="time-bar"][data-there="true"]');
    await page.getByTestId("failover-row").first().getByRole("button").click();
    await page.getByTestId("look-there").first().click();
    await untilMatrix(page, "the moment of the failover", (matrix) =>
      Object.values(matrix).some((row) => activeOf(row).length === 1),
    );
    await page.getByTestId("back-to-live").click();
    await page.getByTestId("time-bar").waitFor({ state: "detached" });
    check(!page.url().includes("at="), page.url());
    await settledMatrix(page);
    await untilVerdict(page, "ok");
  },

  async "a stopped agent becomes unknown with an age, and comes back"({ page }) {
    await ask("stop-agent c");
    await untilMatrix(page, "column c unknown", (matrix) =>
      Object.values(matrix).every((row) => row.c.state === "UNKNOWN" && !row.c.known),
    );
    const header = page.getByTestId("node-c");
    const first = ageIn(await header.innerText());
    await page.waitForTimeout(2_500);
    const second = ageIn(await header.innerText());
    check(second > first, `the age stood still at ${first} s`);
    await shoot(page, "silent");
    await ask("start-agent c");
    await settledMatrix(page);
    await untilVerdict(page, "ok");
  },

  async "a drain goes through the dialog and every step is proved"({ page, found }) {
    const matrix = await matrixOf(page);
    const [target] = activeOf(matrix[found.router]);
    found.target = target;
    await page.getByTestId(`drain-${target}`).click();
    await page.getByTestId("drain-message").fill("End-to-end test of a drain");
    await page.getByTestId("drain-plan").click();
    const plan = page.getByTestId("drain-plan-view");
    await plan.waitFor();
    check((await plan.getByTestId("refusals").count()) === 0, await plan.innerText());
    check((await plan.getByTestId("drain-step").count()) > 0, "the plan has no steps");
    await shoot(page, "plan", false);
    const faults = await accessibilityFaults(page);
    check(faults.length === 0, `the plan: ${faults.join("; ")}`);
    await page.getByTestId("drain-confirm").click();
    const drain = page.locator('[data-testid="drain"][data-state="HELD"]');
    await drain.waitFor({ timeout: PATIENCE_MILLIS });
    const states = await drain
      .getByTestId("drain-step")
      .evaluateAll((all) => all.map((step) => step.dataset.state));
    check(states.length > 0 && states.every((state) => state === "PROVED"), `steps: ${states}`);
    await untilMatrix(page, `every instance of ${target} held and none Active`, (now) =>
      Object.values(now).every((row) => row[target].held && row[target].state === "HELD"),
    );
    await page.waitForSelector(`[data-testid="node-${target}"][data-admin="HELD"]`);
    await page.getByTestId(`hold-${target}`).waitFor();
    await shoot(page, "held");
  },

  async "an undrain brings the node back"({ page, found }) {
    const button = page.getByTestId(`undrain-${found.target}`);
    const confirm = page.getByTestId("undrain-confirm");
    await button.press("Enter");
    await confirm.waitFor();
    await shoot(page, "undrain", false);
    const faults = await accessibilityFaults(page);
    check(faults.length === 0, `the question: ${faults.join("; ")}`);
    await page.keyboard.press("Escape");
    await confirm.waitFor({ state: "hidden" });
    await button.click();
    await confirm.press("Enter");
    await page.waitForSelector(`[data-testid="node-${found.target}"][data-admin="NORMAL"]`, {
      timeout: PATIENCE_MILLIS,
    });
    await untilMatrix(
      page,
      "3 x 3, one Active each, none held",
      (matrix) => isWhole(matrix) && cells(matrix).every((cell) => !cell.held),
    );
    await untilVerdict(page, "ok");
  },

  async "a reload shows the same"({ page }) {
    const before = await settledMatrix(page);
    const rows = await page.getByTestId("failover-row").count();
    await page.reload();
    const after = await untilMatrix(page, "3 x 3, one Active each", isWhole);
    check(JSON.stringify(before) === JSON.stringify(after), "the matrix differs after a reload");
    await page.getByTestId("failover-row").first().waitFor();
    check((await page.getByTestId("failover-row").count()) >= rows, "failovers are missing");
  },

  async "the feed can be filtered, and the address keeps the filter"({ page }) {
    await page.getByTestId("filter-instance").click();
    await page.waitForURL(/types=instance/);
    const types = await page
      .getByTestId("event-row")
      .evaluateAll((all) => all.map((row) => row.dataset.type));
    check(types.length > 0 && types.every((type) => type.startsWith("instance.")), `${types}`);
    await page.getByTestId("filter-instance").click();
  },

  async "it is accessible and fits, light and dark, wide and narrow"({ page }) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1440, 390]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
        await page.waitForSelector(`html[data-mantine-color-scheme="${scheme}"]`);
        await shoot(page, `overview-${scheme}-${width}`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        check(overflow <= 0, `${scheme} ${width}: ${overflow} px too wide`);
        const faults = await accessibilityFaults(page);
        check(faults.length === 0, `${scheme} ${width}: ${faults.join("; ")}`);
      }
    }
  },
};

/** On a busy machine the worst node may be the first to take over, and the best comes after it. */
async function showsTrueCause(page, from) {
  const newest = page
    .getByTestId("failover-row")
    .filter({ hasText: `${from} → ` })
    .first();
  await newest.waitFor({ timeout: PATIENCE_MILLIS });
  const cause = await newest.getAttribute("data-cause");
  const causes = ["INTERFACE_DOWN", "ACTIVE_DOWN_TIMER_EXPIRED", "NO_PRIMARY_ADDRESS"];
  check(causes.includes(cause), `a cut cable was explained with ${cause}`);
  await newest.getByRole("button").click();
  await newest.getByTestId("failover-evidence").waitFor();
}

function ageIn(text) {
  const [, minutes = "0", seconds] = /last heard (?:(\d+) min )?(\d+) s ago/.exec(text) ?? [];
  check(seconds !== undefined, `no age in "${text}"`);
  return Number(minutes) * 60 + Number(seconds);
}

async function accessibilityFaults(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21aa"];
    const { violations } = await window.axe.run(document, { runOnly: tags });
    return violations.map(
      (one) => `${one.id} at ${one.nodes.map((node) => node.target).join(", ")}`,
    );
  });
}

async function main() {
  mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1000 },
    colorScheme: "light",
  });
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const world = { page, found: {} };
  let passed = 0;
  let failed = 0;
  for (const [name, run] of Object.entries(steps)) {
    console.log(`STEP ${name}`);
    try {
      await run(world);
      check(complaints.length === 0, `the page threw: ${complaints.join("; ")}`);
      passed += 1;
    } catch (failure) {
      failed += 1;
      console.log(`FAIL ${name}: ${failure.message.replaceAll("\n", " ")}`);
      await shoot(page, "failure");
      break;
    }
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

await main();
