// Called by Maven: `node build.mjs bundle|test`. Each step leaves a stamp, the hash of what it
// was made from, and is not repeated while that stands; so a build that changes no page is quick.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = dirname(fileURLToPath(import.meta.url));
const LOCK = ["package.json", "package-lock.json", ".npmrc"];
const FIRST_LOAD_BYTES = 250_000;
const SOURCES = [
  ...LOCK,
  "build.mjs",
  "index.html",
  "tsconfig.json",
  "vite.config.ts",
  "src",
  "public",
];
const CHECKED = [...SOURCES, "e2e", ".prettierrc.json", ".prettierignore"];

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function run(command, ...args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (done.error)
    throw new Error(
      `${command}: ${done.error.message}. Node 20.19 or newer with npm must be on the PATH.`,
    );
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function once(stampFile, paths, product, step) {
  const stamp = join(root, stampFile);
  const hash = hashOf(paths);
  const made = existsSync(join(root, product));
  if (made && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function install() {
  once("node_modules/.installed", LOCK, "node_modules", () =>
    run("npm", "ci", "--prefer-offline", "--no-progress", "--loglevel=error"),
  );
}

/** What a browser fetches before the page stands; the other fonts come only when they are used. */
function checkFirstLoad() {
  const webroot = join(root, "target/classes/webroot");
  const assets = readdirSync(join(webroot, "assets"));
  const first = assets.filter((name) =>
    /^index-.*\.(js|css)$|^inter-latin-wght-.*\.woff2$/.test(name),
  );
  const sizes = first.map((name) => {
    const bytes = readFileSync(join(webroot, "assets", name));
    return name.endsWith(".woff2") ? bytes.length : gzipSync(bytes).length;
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (first.length !== 3)
    throw new Error(`expected one script, one style and one font, not ${first}`);
  if (total > FIRST_LOAD_BYTES)
    throw new Error(`first load is ${total} bytes, more than ${FIRST_LOAD_BYTES}`);
}

const steps = {
  bundle() {
    install();
    once("target/bundle.stamp", SOURCES, "target/classes/webroot/index.html", () => {
      run("npm", "run", "--silent", "build");
      checkFirstLoad();
    });
  },
  test() {
    install();
    once("target/test.stamp", CHECKED, "target", () => run("npm", "run", "--silent", "test"));
  },
};

const step = steps[process.argv[2]];
if (!step) {
  console.error("usage: node build.mjs bundle|test");
  process.exit(2);
}
step();
