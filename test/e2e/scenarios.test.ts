import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../app/api/scenarios.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { tinyBuilt } from "../pageMarkets.ts";
import { openBrowser, watchTroubles } from "./browser.ts";

const SLOW = { timeout: 90_000 };

let root: string;
let dir: string;
let server: FastifyInstance;
let address: string;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-scenarios-e2e-"));
  dir = join(root, "tiny");
  // A copy: scenarios are written into it.
  await cp(await tinyBuilt("hours"), dir, { recursive: true, verbatimSymlinks: true });
  server = await createServer([dir]);
  address = await listen(server, "127.0.0.1", 0);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  // A map that is drawn in software keeps clicks waiting on a busy machine.
  page.setDefaultTimeout(SLOW.timeout);
  troubles = watchTroubles(page, address);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (root) await rm(root, { recursive: true, force: true });
});

/** Puts a text in the place of what the editor holds. */
async function write(text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Few runs and weeks: this is about the page, not about precision. */
async function chooseFewRuns(): Promise<void> {
  await page.locator(".run-settings select").nth(1).selectOption("64");
  await page.locator(".run-settings input").fill("8");
}

const ready = () => page.locator(".run-button:not([disabled])").waitFor(SLOW);
const answer = () => page.locator("[data-testid=uplift]");
const scenario = (name: string, lever: string) => `name: ${name}\nlevers:\n  - {${lever}}\n`;

describe("the scenarios view", () => {
  it("is a view of the rail, and lists what each scenario asks", async () => {
    await page.goto(`${address}/?lang=en&theme=dark&view=data`);
    await page.locator('[data-screen="scenarios"]').click(SLOW);
    await page.locator('[data-scenario="more-visits"]').click(SLOW);
    await page.locator(".cm-content", { hasText: "lever: visits" }).waitFor(SLOW);
    expect(await page.locator(".scenario-question").count()).toBeGreaterThanOrEqual(5);
    expect(new URL(page.url()).search).toContain("view=scenarios&scenario=more-visits");
  });

  it("tells in its place what is wrong with a text, and takes it mended", async () => {
    await page.locator(".bench-head button").click();
    await write(scenario("A nudge", "lever: vists, change: +10%"));
    const fault = page.locator("#scenario-faults li");
    await fault.waitFor(SLOW);
    expect(await fault.textContent()).toMatch(
      /^Line 3, column 13.*unknown lever "vists"; did you mean "visits"\?/,
    );
    expect(await page.locator(".cm-lintRange-error").textContent()).toBe("vists");
    expect(await page.locator(".run-button").isDisabled()).toBe(true);
    await fault.locator("button", { hasText: "Replace with" }).click();
    await ready();
    expect(await page.locator(".cm-content").textContent()).toContain("lever: visits, change: +10%");
  });

  it("runs it, and cancels the run", async () => {
    // Long enough to be caught at it.
    await page.locator(".run-settings select").nth(1).selectOption("16384");
    await page.locator(".run-button").click();
    await page.locator("[role=progressbar]").waitFor(SLOW);
    await page.waitForURL(/run=compare-/);
    await page.locator(".run-words button").click();
    await page.locator(".answer-calm", { hasText: "Cancelled" }).waitFor(SLOW);
    expect(await answer().count()).toBe(0);
  });

  it("runs it again, and reads the uplift", async () => {
    await chooseFewRuns();
    await page.locator(".run-button").click();
    await answer().waitFor(SLOW);
    expect(await answer().locator("output").textContent()).toMatch(
      /^[₺+]{2}[\d.,]+(\s\S+)? \([\d.,]+–[\d.,]+\)$/,
    );
    // The effect of a contact is a published constant: runs are counted, and no chance is told.
    expect(await answer().textContent()).toContain("Runs with more");
    expect(await answer().locator("[data-testid=given]").textContent()).toContain("personal selling");
    expect(await answer().textContent()).toContain("known and dark accounts");
    const behind = page.locator("[data-testid=against-last-year]");
    expect(await behind.locator("tbody tr").count()).toBeGreaterThanOrEqual(4);
    expect(await behind.locator("[role=alert]").count()).toBe(0);
    const { result } = await lastResult();
    expect(result.uplift.visits!.relative).toBeCloseTo(0.1, 1);
    await page
      .locator(`.map-canvas[data-territories="${Object.keys(result.by_territory).length}"]`)
      .waitFor(SLOW);
    expect(await page.locator(".uplift-bars li").count()).toBe(Object.keys(result.by_territory).length);
    await page.locator(".course-chart svg").nth(1).waitFor(SLOW);
    const slider = page.locator(".chance-slider");
    const before = await page.locator(".chance-words output").textContent();
    await slider.press("End");
    expect(await page.locator(".chance-words output").textContent()).not.toBe(before);
  });

  it("keeps the scenario in a file, and the answer at its address", async () => {
    await page.locator(".file-actions button", { hasText: "Save" }).click();
    await page.locator('[data-scenario="a-nudge"]').waitFor(SLOW);
    expect(await readFile(join(dir, "scenarios", "a-nudge.yaml"), "utf8")).toContain(
      "lever: visits, change: +10%",
    );
    const figure = await answer().locator("output").textContent();
    const { run } = await lastResult();
    await page.goto(`${address}/?lang=tr&view=scenarios&scenario=a-nudge&run=${run}`);
    await answer().waitFor(SLOW);
    const turkish = await answer().locator("output").textContent();
    expect(turkish!.replace(/\D/g, "")).toBe(figure!.replace(/\D/g, ""));
    expect(await page.locator(".bench-head h1").textContent()).toBe("Senaryolar");
  });

  it("says that nothing changes where nothing does", async () => {
    await page.locator(".bench-head button").click();
    await write("name: Nothing\nlevers: []\n");
    await ready();
    await chooseFewRuns();
    await page.locator(".run-button").click();
    await page.locator(".hero-calm", { hasText: "Etkisi yok" }).waitFor(SLOW);
    expect(troubles).toEqual([]);
  });
});

async function lastResult() {
  const run = new URL(page.url()).searchParams.get("run");
  const answered = await fetch(`${address}/api/markets/tiny/runs/${run}/result`);
  return { run, result: (await answered.json()) as RunResult };
}
