import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunStatus } from "../../app/api/scenarios.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { tinyBuilt } from "../pageMarkets.ts";
import { openBrowser } from "./browser.ts";

const SLOW = { timeout: 90_000 };

let root: string;
let dir: string;
let server: FastifyInstance;
let address: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-run-address-"));
  dir = join(root, "tiny");
  // A copy: scenarios are written into it.
  await cp(await tinyBuilt("hours"), dir, { recursive: true, verbatimSymlinks: true });
  server = await createServer([dir], { threads: 1 });
  address = await listen(server, "127.0.0.1", 0);
  browser = await openBrowser({ webgl: false });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (root) await rm(root, { recursive: true, force: true });
});

const scenario = (name: string, lever: string) => `name: ${name}\nlevers:\n  - {${lever}}\n`;

describe("the address of a run", () => {
  const answer = () => page.locator("[data-testid=uplift]");
  const ran = () => page.locator("[data-testid=ran-text]");
  const editorText = () => page.locator(".cm-content").textContent();
  const ownText = scenario("A raid", "lever: visits, change: +30%");
  let run: string;

  it("shows the run's own text beside its answer, read-only, whatever drafts are kept", async () => {
    const question = { b: { text: ownText, id: "draft" }, runs: 64, horizon: 8 };
    const started = await fetch(`${address}/api/markets/tiny/runs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
    });
    run = ((await started.json()) as RunStatus).id;
    await page.goto(`${address}/?lang=en&view=scenarios&scenario=%7Enew`);
    await page.locator(".cm-content").press("Control+Home");
    await page.keyboard.insertText("# another draft\n");
    await expect.poll(() => page.evaluate("Object.values(sessionStorage).join()")).toContain("another draft");
    await page.goto(`${address}/?lang=en&view=scenarios&scenario=%7Enew&run=${run}`);
    await answer().waitFor(SLOW);
    await ran().waitFor(SLOW);
    await expect.poll(editorText).toContain("change: +30%");
    expect(await page.locator(".cm-content").getAttribute("contenteditable")).toBe("false");
    expect(await page.locator(".run-button").count()).toBe(0);
  });

  it("shows it in a fresh browser, under the name of another scenario, and without a name", async () => {
    for (const query of ["&scenario=%7Enew", "&scenario=downturn", "&scenario=gone-by-now", ""]) {
      const fresh = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await fresh.goto(`${address}/?lang=en&view=scenarios${query}&run=${run}`);
      await fresh.locator("[data-testid=uplift]").waitFor(SLOW);
      await fresh.locator("[data-testid=ran-text] .cm-content", { hasText: "change: +30%" }).waitFor(SLOW);
      expect(await fresh.locator(".run-button").count()).toBe(0);
      await fresh.close();
    }
  });

  it("keeps a copy, whose text may be changed: then its answer is left, and a click away", async () => {
    await ran().locator("button", { hasText: "Save a copy" }).click();
    await page.locator('[data-scenario="a-raid"][aria-pressed=true]').waitFor(SLOW);
    await page.locator(".run-button").waitFor(SLOW);
    expect(await answer().count()).toBe(1);
    expect(await editorText()).toContain("change: +30%");
    await page.locator(".cm-content").press("Control+End");
    await page.keyboard.insertText("# and more\n");
    await page.locator(".answer-calm", { hasText: "The text has changed" }).waitFor(SLOW);
    expect(await answer().count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("run")).toBe(null);
    await page.locator(".answer-calm button").click();
    await answer().waitFor(SLOW);
    await ran().waitFor(SLOW);
    await expect.poll(editorText).not.toContain("# and more");
    await ran().locator("button", { hasText: "Leave this run" }).click();
    await expect.poll(editorText).toContain("# and more");
  });

  it("shows it when the file has changed since, and when it is gone", async () => {
    const file = join(dir, "scenarios", "a-raid.yaml");
    for (const change of [
      () => writeFile(file, scenario("A raid", "lever: visits, change: -5%")),
      () => rm(file),
    ]) {
      await change();
      const fresh = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await fresh.goto(`${address}/?lang=en&view=scenarios&scenario=a-raid&run=${run}`);
      await fresh.locator("[data-testid=uplift]").waitFor(SLOW);
      await fresh.locator("[data-testid=ran-text] .cm-content", { hasText: "change: +30%" }).waitFor(SLOW);
      expect(await fresh.locator(".run-button").count()).toBe(0);
      await fresh.close();
    }
  });

  it("says so where this market has no such run", async () => {
    await page.goto(`${address}/?lang=en&view=scenarios&scenario=downturn&run=compare-0123456789ab`);
    await page.locator(".answer-calm", { hasText: "no longer here" }).waitFor(SLOW);
    await page.locator(".cm-content", { hasText: "lever: demand" }).waitFor(SLOW);
    expect(await ran().count()).toBe(0);
    expect(await answer().count()).toBe(0);
  });
});
