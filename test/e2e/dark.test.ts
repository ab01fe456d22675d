import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AccountDetail, AccountList } from "../../app/api/accounts.ts";
import type { MarketHealth } from "../../app/api/health.ts";
import type { SegmentsAnswer } from "../../app/api/segments.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { tinyBuilt } from "../pageMarkets.ts";
import { mapColors, openBrowser, watchTroubles } from "./browser.ts";
import { serveMadeUp } from "./serveMadeUp.ts";

const SLOW = { timeout: 60_000 };
const MARKET = "/api/markets/hours";

let server: FastifyInstance;
let address: string;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  server = await createServer([await tinyBuilt("hours")]);
  address = await listen(server, "127.0.0.1", 0);
  browser = await openBrowser();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

afterEach(async () => {
  await page.close();
  expect(troubles).toEqual([]);
});

async function open(query: string, madeUp = false): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
  troubles = watchTroubles(page, address);
  if (madeUp) await serveMadeUp(page);
  await page.goto(`${address}/?lang=en${query}`);
}

const answer = async <T>(path: string) => (await (await fetch(`${address}${MARKET}/${path}`)).json()) as T;
const text = (selector: string) => page.locator(selector).first().textContent();

describe("the page of a build that has learned everything (figures made up)", () => {
  it("shows what is dark in violet, says how sure it is, and puts the track record before it", async () => {
    await open("", true);
    await page.locator(".map-canvas:not([data-cells='0'])").waitFor(SLOW);
    const known = await mapColors(page);
    await page.locator("[data-choice=dark]").click();
    await page.locator(".map-canvas[data-layer=dark]").waitFor(SLOW);
    expect(new URL(page.url()).searchParams.get("layer")).toBe("dark");
    const dark = await mapColors(page);
    expect(known.amber).toBeGreaterThan(3000);
    expect(dark.amber).toBeLessThan(known.amber / 10);
    expect(dark.violet).toBeGreaterThan(3000);
    await page.locator("[data-testid=lit-and-dark] .lit-bar").first().waitFor(SLOW);
    expect(await text("[data-testid=lit-and-dark] > p")).toMatch(
      /hid 30% of the known 3 ways.*5 of 6.*area totals/s,
    );
    const figures = await page.locator("[data-testid=lit-and-dark] .bar-key dd").allTextContents();
    expect(figures[1]).toMatch(/^[\d,]+ \([\d,]+–[\d,]+\)$/);
    await page.mouse.move(620, 300);
    expect(await text(".tip-value")).toMatch(/^[\d.,]+ \([\d.,]+–[\d.,]+\)$/);
    expect(await text(".tip-source")).toContain("area totals and second list");
  });

  it("shows wallet, path and best contact of an account, and health against the benchmarks", async () => {
    await open("&view=accounts", true);
    await page.locator("[data-testid=wallet]").waitFor(SLOW);
    expect(await text(".wallet-figure")).toMatch(/^₺[\d.]+\s[kMB]? \([\d.]+–[\d.]+\)$/u);
    expect(await text("[data-testid=next-best-contact]")).toBe("WhatsApp, Tuesday 10:00");
    expect(await page.locator(".segment-path > li").count()).toBe(4);
    await page.locator("[data-screen=health]").click();
    await page.locator("[data-testid=recovery]").waitFor(SLOW);
    expect(await page.locator("[data-testid=recovery] tr[data-kind]").count()).toBe(3);
    expect(await page.locator("[data-testid=recovery] .missed").count()).toBe(1);
    expect(await text(".measure-ours dd")).toBe("1,010");
    expect(await text("[data-testid=sales-health] .health-verdict")).toMatch(
      /missed 12\.3%: 0\.77 of the error of the better benchmark \(Index\)/,
    );
    const errors = page.locator(".sales-errors tbody").first().locator("td:nth-child(2)");
    expect(await errors.allTextContents()).toEqual(["12.3%", "9.8%", "11.1%", "12.3%", "13.5%"]);
    // One of two brands is foretold worse than by the index, at each of four horizons and in all.
    expect(await page.locator("[data-testid=brand-errors] .missed").count()).toBe(5);
    expect(await text("[data-testid=account-errors] .health-verdict")).toContain(
      "1.20 times the error of repeating last year (25.0%), which was better",
    );
  });
});

describe("the page of the built market", () => {
  it("finds an account, and opens it from its address", async () => {
    await open("&view=accounts");
    const [largest, second] = (await answer<AccountList>("accounts?limit=2")).accounts;
    await page.locator(".account-links a").nth(1).waitFor(SLOW);
    const counted = await page.locator(".account-links li").count();
    await page.locator(".account-search").fill(second!.account_id.toLowerCase());
    const found = page.locator(".account-links a", { hasText: `${second!.account_id} ·` });
    await expect.poll(() => page.locator(".account-links li").count()).toBeLessThan(counted);
    await found.click(SLOW);
    await page.locator(".account-head h1", { hasText: second!.name! }).waitFor(SLOW);
    expect(new URL(page.url()).searchParams.get("account")).toBe(second!.account_id);
    await page.close();
    await open(`&view=accounts&account=${largest!.account_id}`);
    await page.locator("[data-testid=account-history] svg").waitFor(SLOW);
    const detail = await answer<AccountDetail>(`accounts/${largest!.account_id}`);
    expect(await text(".account-head h1")).toContain(detail.name!);
    const marks = page.locator("[data-testid=account-visits] g[aria-label=tick] line");
    expect(await marks.count()).toBe(detail.visits.latest.length);
    await page.locator(".account-head .link", { hasText: "Show on the map" }).click();
    await page.locator("[data-testid=cell-accounts] a").first().waitFor(SLOW);
    expect(new URL(page.url()).searchParams.get("cell")).toBe(detail.cell);
  });

  it("says why the forecast has no track record where history is short", async () => {
    expect((await answer<MarketHealth>("health")).sales).toBeNull();
    await open("&view=health");
    await page.locator("[data-testid=sales-health]").waitFor(SLOW);
    expect(await text("[data-testid=sales-health] .remark")).toContain("history is shorter than two years");
  });

  it("shows the segments with their moves, and the accounts of the chosen one", async () => {
    const { segments, transitions } = await answer<SegmentsAnswer>("segments");
    await open("&view=segments");
    await page.locator(".segment-table tbody tr").first().waitFor(SLOW);
    expect(await page.locator(".segment-table tbody tr").count()).toBe(segments.length);
    expect(await page.locator(".moves td").count()).toBe(transitions!.from.length * transitions!.to.length);
    const { id, name } = segments[0]!;
    await page.locator(`tr[data-segment="${id}"] .segment-choice`).click();
    await page.locator(".members .account-links a").first().waitFor(SLOW);
    expect(await text(".members h2")).toContain(name.en);
    await page.locator(".rail-language").click();
    await page.locator(".members h2", { hasText: name.tr }).waitFor(SLOW);
    expect(new URL(page.url()).searchParams.get("segment")).toBe(id);
  });
});
