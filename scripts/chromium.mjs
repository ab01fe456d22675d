/**
 * Makes sure that the browser tests find a Chromium: CHROME_PATH, else an installed one, else Debian's package
 * when this runs as root on a machine with apt, else a message that says what to install.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(executable);
}

function installWithApt() {
  console.log("No Chromium found: installing Debian's chromium (apt-get install chromium) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { status } = spawnSync("apt-get", ["-q", ...args], { stdio: ["ignore", "ignore", "inherit"], env });
    if (status !== 0) return false;
  }
  return onPath(NAMES) !== undefined;
}

const given = process.env.CHROME_PATH;
if (given && !executable(given)) {
  console.error(
    `CHROME_PATH is ${given}, but no program is there; point it at Chrome or Chromium, or unset it.`,
  );
  process.exitCode = 1;
} else if (!given && !onPath(NAMES)) {
  const root = process.getuid?.() === 0;
  if (!(root && onPath(["apt-get"]) && installWithApt())) {
    console.error(
      "The browser tests need Chrome or Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium), " +
        "or set CHROME_PATH to the program.",
    );
    process.exitCode = 1;
  }
}
