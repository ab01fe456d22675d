import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { openBrowser, watchTroubles } from "./browser.ts";

const SLOW = { timeout: 90_000 };
/** Hundreds of paired runs beside other tests. */
const RUNS = { timeout: 600_000 };

/** A market to draw on: its territories, how long plans of it are searched, and how often one is played. */
export interface DrawnOn {
  readonly territories: number;
  readonly seconds: number;
  readonly runs: number;
}

/** The journey of a plan by hand: looked at, drawn on, taken back, locked, proposed, priced, saved. */
export function checkTerritories(name: string, built: () => Promise<string>, drawn: DrawnOn): void {
  let root: string;
  let dir: string;
  let server: FastifyInstance;
  let address: string;
  let browser: Browser;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-territories-e2e-"));
    dir = join(root, name);
    // A copy: plans are written into it.
    await cp(await built(), dir, { recursive: true, verbatimSymlinks: true });
    server = await createServer([dir]);
    address = await listen(server, "127.0.0.1", 0);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
    page.setDefaultTimeout(SLOW.timeout);
    troubles = watchTroubles(page, address);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    if (root) await rm(root, { recursive: true, force: true });
  });

  const seen = (selector: string) => page.locator(selector).first().waitFor(SLOW);
  const shownPlan = async () => page.getByTestId("plan").inputValue();
  const draft = async () => (await page.getByTestId("draft").textContent()) ?? "";
  /** A figure of the whole plan, as it is shown. */
  const total = (measure: string) =>
    page.locator(`.plan-totals [data-measure="${measure}"] td`).first().textContent();
  /** Waits until it is another one. */
  const changed = (measure: string, before: string | null) =>
    expect.poll(() => total(measure), SLOW).not.toBe(before);
  const rows = () => page.locator(".balance tbody tr").allTextContents();

  describe(`the territories view of ${name}`, () => {
    it("opens today's plan, weighed", async () => {
      await page.goto(`${address}/?lang=en&theme=dark&view=data`);
      await page.locator('[data-screen="territories"]').click(SLOW);
      await seen(".plan-maps .map-canvas:not([data-units='0'])");
      expect(await page.locator(".balance tbody tr").count()).toBe(drawn.territories);
      expect(await draft()).toContain("as it is");
      expect(await total("moved_accounts")).toBe("0");
      await page.locator(".balance thead button").nth(2).click();
      expect(await page.locator(".balance thead [aria-sort]").getAttribute("aria-sort")).toBe("descending");
    });

    it("moves what a click is on, and takes it back by key", async () => {
      const before = await rows();
      await page.locator(".tool-bar label", { hasText: "Accounts" }).click();
      await page.locator(".tool-bar label", { hasText: "Lasso" }).click();
      const target = page.locator(".balance tbody tr").last();
      await target.locator("th button").click();
      const box = (await page.locator(".plan-map").boundingBox())!;
      const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
      await page.mouse.move(...at(0.3, 0.3));
      await page.mouse.down();
      for (const [x, y] of [
        [0.7, 0.3],
        [0.7, 0.7],
        [0.3, 0.7],
      ])
        await page.mouse.move(...at(x!, y!), { steps: 3 });
      await page.mouse.up();
      await changed("moved_accounts", "0");
      expect(await draft()).toContain("1 move, not saved");
      await seen(".map-canvas:not([data-moved='0'])");
      expect(await rows()).not.toEqual(before);
      await page.keyboard.press("Control+z");
      await page.locator(".map-canvas[data-moved='0']").waitFor(SLOW);
      expect(await draft()).toContain("as it is");
      await page.keyboard.press("Control+y");
      await seen(".map-canvas:not([data-moved='0'])");
      await page.locator(".draft-actions button", { hasText: "Undo" }).click();
      await page.locator(".map-canvas[data-moved='0']").waitFor(SLOW);
    });

    it("moves and locks by name alone", async () => {
      const { ids, territory } = await accounts();
      const other = territory.findIndex(t => t !== territory[0]);
      const to = await page.getByTestId("to").locator("option").nth(territory[other]!).getAttribute("value");
      await page.getByTestId("to").selectOption(to!);
      await page.getByTestId("unit").fill(ids[0]!);
      await page.getByTestId("unit").press("Enter");
      await page.locator(".give-form [role=status]", { hasText: "goes to" }).waitFor(SLOW);
      await changed("moved_accounts", "0");
      await page.locator(".draft-actions button", { hasText: "Undo" }).press("Enter");
      await page.locator(".give-form .link", { hasText: /^Lock$/ }).press("Enter");
      await page.getByTestId("unit").press("Enter");
      await page.locator(".give-form [role=status]", { hasText: "is locked" }).waitFor(SLOW);
      await page.locator(".draft-actions .link", { hasText: "Unlock all" }).click();
      await page.getByTestId("lock-largest").click();
      expect(await draft()).toContain("10 locks");
    });

    it("has plans proposed, opens one from the front and prices it", async () => {
      await page.locator("summary", { hasText: "Propose" }).click();
      await page.locator(".search-panel input[type=number]").nth(1).fill("15");
      await page.getByTestId("search-time").selectOption(String(drawn.seconds));
      await page.locator(".search-panel .run-button").click();
      await page.waitForURL(/search=search-/, RUNS);
      await page.locator("[data-testid=front] svg").first().waitFor(RUNS);
      const id = await page.locator("[data-proposal]").first().getAttribute("data-proposal");
      await page.locator("[data-testid=front] .proposed circle").first().click();
      await page.waitForURL(new RegExp(`plan=${id}`));
      await seen(`[data-proposal="${id}"][aria-pressed=true]`);
      const share = /\((\d+\.\d)%\)/.exec((await total("moved_amount")) ?? "");
      expect(Number(share?.[1])).toBeLessThanOrEqual(15);
      await page.locator("summary", { hasText: "Price" }).click();
      await page.locator(".price-panel select").selectOption(String(drawn.runs));
      await page.locator(".price-panel button", { hasText: "Price it" }).click();
      await page.locator("[data-testid=price] .price-fan svg").first().waitFor(RUNS);
      expect(await page.locator("[data-testid=price] output").textContent()).toMatch(
        /₺|No measurable effect/,
      );
    }, 900_000);

    it("saves it under a name, and tells the second of two who save", async () => {
      const list = await fetch(
        `${address}/api/markets/${name}/plans/${await shownPlan()}/handover.html?language=tr`,
      );
      expect([list.status, list.headers.get("content-disposition")]).toEqual([
        200,
        expect.stringMatching(/^attachment/),
      ]);
      await page.getByTestId("plan-name").fill("Doğu 2027");
      await page.locator(".save-form button[type=submit]").click();
      await page.waitForURL(/plan=Do%C4%9Fu\+2027/);
      const saved = await readFile(join(dir, "plans", "Doğu 2027.csv"), "utf8");
      expect(saved).toMatch(/^territory_id/);
      const { ids, version } = await accounts("Doğu 2027");
      const to = await page.getByTestId("to").inputValue();
      await page.getByTestId("unit").fill(ids.at(-1)!);
      const give = async () => {
        await page.getByTestId("unit").press("Enter");
        await page.getByTestId("draft").filter({ hasText: "1 move" }).waitFor(SLOW);
      };
      await give();
      // Somebody else is first.
      const moves = [{ to, by: "account", units: [ids[0]] }];
      const theirs = await post("plans", { name: "Doğu 2027", plan: "Doğu 2027", moves, expected: version });
      expect(theirs.status).toBe(201);
      troubles.length = 0;
      await page.locator(".save-form button[type=submit]").click();
      await page.locator(".conflict", { hasText: "saved by somebody else" }).waitFor(SLOW);
      expect(troubles.splice(0).every(trouble => trouble.includes("409"))).toBe(true);
      expect(await draft()).toContain("1 move, not saved");
      await page.locator(".conflict button").click();
      await page.locator(".save-form button[type=submit]:not([disabled])").click();
      await page.getByTestId("draft").filter({ hasText: "as it is" }).waitFor(SLOW);
      expect(await readFile(join(dir, "plans", "Doğu 2027.csv"), "utf8")).not.toBe(saved);
    });

    it("shows two plans side by side, in Turkish too", async () => {
      await page.goto(`${address}/?lang=tr&view=territories&plan=Do%C4%9Fu+2027&against=today&by=area`);
      await page.locator(".plan-map .map-canvas:not([data-units='0'])").nth(1).waitFor(SLOW);
      expect(await page.locator(".plan-bench h1").textContent()).toBe("Bölgeler");
      expect(troubles).toEqual([]);
    });
  });

  function post(path: string, body: object): Promise<Response> {
    return fetch(`${address}/api/markets/${name}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** The accounts of a plan, each with its territory. */
  async function accounts(plan = "today") {
    const units = await fetch(`${address}/api/markets/${name}/plan-units?by=account`);
    const { ids } = (await units.json()) as { ids: string[] };
    const measured = await post(`plans/${encodeURIComponent(plan)}/measure`, { moves: [], by: "account" });
    return { ids, ...((await measured.json()) as { territory: number[]; version: string | null }) };
  }
}
