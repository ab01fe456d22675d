/**
 * Builds dist/: the Node side with tsc, the page with vite, both at once.
 *
 * `npm ci` runs this through `prepare`. In an install without dev dependencies there is nothing to build with,
 * and nothing to build: dist/ came with the package.
 */
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);

/** The script of a dev dependency, or null where it is not installed. */
function tool(name, script) {
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), script);
  } catch {
    return null;
  }
}

/** Runs a Node script quietly; its output is shown only when it fails. */
function run(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = [];
    child.stdout.on("data", chunk => output.push(chunk));
    child.stderr.on("data", chunk => output.push(chunk));
    child.on("error", reject);
    child.on("close", code => {
      if (code === 0) return resolve();
      reject(new Error(`${[script, ...args].join(" ")} failed:\n${Buffer.concat(output)}`));
    });
  });
}

const tsc = tool("typescript", "bin/tsc");
const vite = tool("vite", "bin/vite.js");
if (!tsc || !vite) {
  console.log("penumbra: dev dependencies are not installed; nothing is built");
} else {
  try {
    for (const folder of [
      "app",
      "bench",
      "core",
      "data",
      "models",
      "proof",
      "scenarios",
      "sim",
      "territory",
      "twin",
    ]) {
      rmSync(join(root, "dist", folder), { recursive: true, force: true });
    }
    const started = performance.now();
    await Promise.all([
      run(tsc, ["-p", "tsconfig.build.json"]),
      run(vite, ["build", "--config", "viz/vite.config.ts", "--logLevel", "warn"]),
    ]);
    // The scenarios that come with the program are read from beside its code.
    cpSync(join(root, "scenarios/library"), join(root, "dist/scenarios/library"), { recursive: true });
    const cli = join(root, "dist/app/cli/main.js");
    if (existsSync(cli)) chmodSync(cli, 0o755);
    console.log(`penumbra: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
