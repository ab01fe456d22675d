import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** CHROME_PATH, else a Chromium or Chrome on the PATH; the test set-up has seen to it that there is one. */
function browserPath(): string {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const found =
    process.env.CHROME_PATH ?? folders.flatMap(at => NAMES.map(name => join(at, name))).find(runs);
  if (found) return found;
  throw new Error("no Chromium: set CHROME_PATH, or run the tests with npm test, which says what to install");
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const WEBGL_IN_SOFTWARE = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

/** Headless Chromium with WebGL in software, or without any: then no map is drawn, which takes most of the time. */
export function openBrowser({ webgl = true } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: [
      "--no-sandbox",
      ...(webgl ? WEBGL_IN_SOFTWARE : ["--disable-3d-apis"]),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Everything that must not happen while a page is used: console errors and warnings, failures, foreign hosts. */
export function watchTroubles(page: Page, address: string): string[] {
  const troubles: string[] = [];
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => troubles.push(`error: ${error.stack}`));
  page.on("requestfailed", request => {
    // What the page itself gives up (a check of a text that has changed, a stream that has ended) is no failure.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()}`);
  });
  page.on("response", response => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", request => {
    const local = request.url().startsWith(address) || /^(data|blob):/.test(request.url());
    if (!local) troubles.push(`foreign host: ${request.url()}`);
  });
  return troubles;
}

/** Pixels of the map by colour family. */
export interface Colors {
  readonly amber: number;
  readonly teal: number;
  readonly blue: number;
  readonly violet: number;
  readonly grey: number;
}

/** What the screen really shows where the map is free of panels, counted in a blank page of its own. */
export async function mapColors(page: Page): Promise<Colors> {
  const { width, height } = page.viewportSize()!;
  const clip = { x: 440, y: 20, width: width - 820, height: height - 260 };
  const picture = (await page.screenshot({ clip })).toString("base64");
  const blank = await page.context().browser()!.newPage();
  try {
    return (await blank.evaluate(`(${COUNT_COLORS})("${picture}")`)) as Colors;
  } finally {
    await blank.close();
  }
}

/** Runs in the browser, hence as text: Node's types know no ImageData. */
const COUNT_COLORS = `async picture => {
  const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const counts = { amber: 0, teal: 0, blue: 0, violet: 0, grey: 0 };
  for (let k = 0; k < data.length; k += 4) {
    const [r, g, b] = [data[k], data[k + 1], data[k + 2]];
    const spread = Math.max(r, g, b) - Math.min(r, g, b);
    if (Math.max(r, g, b) < 55) continue;
    if (spread > 35 && r > g && g > b) counts.amber++;
    else if (spread > 35 && g >= b && b > r) counts.teal++;
    else if (spread > 35 && b > g && g > r) counts.blue++;
    else if (spread > 35 && b > r && r > g) counts.violet++;
    else if (spread <= 35) counts.grey++;
  }
  return counts;
}`;
