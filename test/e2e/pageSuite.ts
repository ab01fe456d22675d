import { tableFromIPC } from "apache-arrow";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MarketData, MarketInfo } from "../../app/api/schema.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { mapColors, openBrowser, watchTroubles } from "./browser.ts";

const SLOW = { timeout: 60_000 };

/** A market to look at: the short name that its folder gives it, and the language that it speaks. */
export interface LookedAt {
  readonly id: string;
  readonly home: "en" | "tr";
  readonly folder: () => Promise<string>;
  /** Whether its addresses are opened anew too: they do not depend on the market, and drawing it takes long. */
  readonly addresses?: boolean;
}

const WORD = { en: "Whole market", tr: "Tüm pazar" } as const;

/** What a person sees and does on the page of some built markets, in a real browser with a map. */
export function checkPages(markets: readonly LookedAt[]): void {
  let server: Awaited<ReturnType<typeof createServer>>;
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    const folders: string[] = [];
    for (const { folder } of markets) folders.push(await folder());
    server = await createServer(folders, { threads: 1 });
    address = await listen(server, "127.0.0.1", 0);
    browser = await openBrowser();
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  describe.each(markets)("the page on $id", market => {
    checkPage(market, () => ({ browser, address }));
  });
}

function checkPage(
  { id, home, addresses = false }: LookedAt,
  site: () => { readonly browser: Browser; readonly address: string },
): void {
  const away = home === "tr" ? "en" : "tr";
  let browser: Browser;
  let address: string;
  let page: Page;
  let market: MarketInfo;
  let cells: number;
  let troubles: string[];

  /** A page of its own that has everything on it. */
  const open = async (query = "") => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
    troubles = watchTroubles(page, address);
    await page.goto(`${address}/?market=${id}${query}`);
    await page.locator(`.map-canvas[data-cells="${cells}"]`).waitFor(SLOW);
    await page.locator(".panel .fan-chart svg").waitFor(SLOW);
    await page.locator(".strip svg").waitFor(SLOW);
    await page.locator("[data-testid=hour-matrix]").waitFor(SLOW);
  };
  const close = async () => {
    await page.close();
    expect(troubles).toEqual([]);
  };
  const layer = (name: string) => page.locator(`.map-canvas[data-layer="${name}"]`).waitFor(SLOW);

  // One page a market: drawing a map in software takes seconds, and a person does not reload between clicks.
  beforeAll(async () => {
    ({ browser, address } = site());
    market = (await (await fetch(`${address}/api/markets/${id}`)).json()) as MarketInfo;
    // All cells, those without a known account too.
    const arrow = await (await fetch(`${address}/api/markets/${id}/cells.arrow`)).arrayBuffer();
    cells = tableFromIPC(new Uint8Array(arrow)).numRows;
    await open();
  });
  afterEach(() => {
    expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    await close();
  });

  it("draws every cell, and another layer in other colours", async () => {
    const known = await mapColors(page);
    expect(known.amber).toBeGreaterThan(3000);
    expect(known.teal).toBeLessThan(known.amber / 20);
    await page.locator("[data-choice=own]").click();
    await layer("own");
    const own = await mapColors(page);
    expect(own.teal).toBeGreaterThan(3000);
    expect(own.amber).toBeLessThan(own.teal / 20);
    expect(new URL(page.url()).searchParams.get("layer")).toBe("own");
  });

  it("shows the hours that are brushed, and plays through the week", async () => {
    const all = await page.locator(".week output").textContent();
    const box = (await page.locator("[data-testid=hour-matrix]").boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    await page.locator("[data-testid=still] button").waitFor(SLOW);
    await layer("own");
    await page.locator("[data-testid=still] button").click();
    await layer("activity");
    const brushed = await page.locator(".week output").textContent();
    expect(brushed).not.toBe(all);
    await page.waitForURL(/hours=\d-\dx\d+-\d+/);
    expect((await mapColors(page)).grey).toBeGreaterThan(1000);
    await page.locator(".play-button").click();
    const seen = new Set<string | null>();
    const windows = async () => seen.add(await page.locator(".week output").textContent()).size;
    await expect.poll(windows, { timeout: 30_000 }).toBeGreaterThan(3);
    await page.locator(".play-button").click();
    await page.locator(".matrix-box").press("Escape");
    expect(await page.locator(".week output").textContent()).toBe(all);
  });

  it("speaks the market's language, and the other one", async () => {
    expect(await page.locator("html").getAttribute("lang")).toBe(home);
    expect(await page.locator(".scope-name").textContent()).toBe(WORD[home]);
    await page.locator(".rail-language", { hasText: away.toUpperCase() }).click();
    await page.locator(".scope-name", { hasText: WORD[away] }).waitFor(SLOW);
    expect(await page.locator("html").getAttribute("lang")).toBe(away);
  });

  it("tells in the data view what the market rests on, in both languages, while the map waits", async () => {
    const data = (await (await fetch(`${address}/api/markets/${id}/data`)).json()) as MarketData;
    const text = (selector: string) => page.locator(selector).first().textContent();
    await page.locator("[data-screen=data]").click();
    await page.locator(".score").waitFor(SLOW);
    await page.waitForURL(/view=data/);
    expect(await text(".score strong")).toBe(String(data.readiness.score));
    expect(await page.locator(".screen[inert]").count()).toBe(1);
    for (const { table, read, rejected } of data.sources) {
      const row = await page.locator(`tr[data-table=${table}] td.figure`).allTextContents();
      expect(row.map(cell => cell.replace(/[.,]/g, "")).slice(0, 3)).toEqual([
        String(read),
        String(read - rejected),
        String(rejected),
      ]);
    }
    const titles = new Set([await text(".readiness h2")]);
    const steps = new Set([await text(".readiness-next")]);
    await page.locator(".rail-language").click();
    await expect.poll(async () => titles.add(await text(".readiness h2")).size).toBe(2);
    expect(titles).toEqual(new Set(["Readiness for a twin", "Dijital ikiz için hazırlık"]));
    expect(steps.add(await text(".readiness-next")).size).toBe(2);
    await page.goBack();
    await page.locator(".screen:not([inert]) .panel").waitFor(SLOW);
    expect(await page.locator(".data-screen").count()).toBe(0);
  });

  it("says that figures are synthetic exactly where they are", async () => {
    expect(await page.locator(".panel .synthetic").count()).toBe(market.synthetic ? 1 : 0);
  });

  // Addresses do not depend on the market, and a page that is opened anew takes long to draw in software.
  if (!addresses) return;

  it("opens a territory from the list and again from its address", async () => {
    const row = page.locator(".territories button").first();
    const name = await row.locator(".territory-name").textContent();
    await row.click();
    await page.locator(".panel .scope-name", { hasText: name! }).waitFor(SLOW);
    const { search } = new URL(page.url());
    await close();
    await open(`&${search.slice(1)}`);
    expect(await page.locator(".panel .scope-name").first().textContent()).toBe(name);
    expect(await page.locator(".territories [aria-pressed=true] .territory-name").textContent()).toBe(name);
  });

  it("opens the data view from its address without waiting for a map, by keyboard too", async () => {
    await close();
    page = await browser.newPage({ viewport: { width: 1024, height: 700 }, colorScheme: "light" });
    troubles = watchTroubles(page, address);
    await page.goto(`${address}/?market=${id}&view=data`);
    await page.locator(".score").waitFor(SLOW);
    expect(await page.locator(".map-canvas").count()).toBe(0);
    expect(await page.title()).toContain(market.name);
    const wide =
      "document.querySelector('.data-screen').scrollWidth > document.querySelector('.data-screen').clientWidth";
    expect(await page.evaluate(wide)).toBe(false);
    await page.locator("[data-screen=map]").focus();
    await page.keyboard.press("Enter");
    await page.locator(`.map-canvas[data-cells="${cells}"]`).waitFor(SLOW);
    await page.locator(".panel .fan-chart svg").waitFor(SLOW);
    expect(await page.locator("[data-screen=map]").getAttribute("aria-current")).toBe("page");
  });
}
