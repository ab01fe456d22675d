import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { tinyBuilt } from "../pageMarkets.ts";
import { openBrowser } from "./browser.ts";

const SLOW = { timeout: 90_000 };

let server: FastifyInstance;
let address: string;
let browser: Browser;
let page: Page;

// What is looked at here does not need a map; without WebGL the page has none, and is quick.
beforeAll(async () => {
  server = await createServer([await tinyBuilt("hours"), await tinyBuilt("days")], { threads: 1 });
  address = await listen(server, "127.0.0.1", 0);
  browser = await openBrowser({ webgl: false });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
});

afterEach(async () => {
  await page.close();
});

const open = (query: string) => page.goto(`${address}/?lang=en${query}`);
const seen = async (selector: string, hasText?: string) => {
  const found = page.locator(selector, hasText === undefined ? {} : { hasText }).first();
  await found.waitFor(SLOW);
  expect(await found.isVisible()).toBe(true);
};
const asked = (name: string) => new URL(page.url()).searchParams.get(name);
const click = (selector: string, hasText?: string) =>
  page
    .locator(selector, hasText === undefined ? {} : { hasText })
    .first()
    .click(SLOW);

describe("a page without a map", () => {
  it("shows panel and time all the same, and says why there is no map", async () => {
    await open("&market=hours");
    await seen(".notice", "The map needs WebGL 2");
    await seen(".panel .kpi-hero .kpi-value");
    await seen(".panel .fan-chart svg");
    await seen(".territories button");
    await seen(".strip svg");
    await seen("[data-testid=hour-matrix]");
  });

  it("does not wait for cells or ground that fail", async () => {
    await page.route(/cells\.arrow|basemap\.geojson/, route => route.fulfill({ status: 500, json: {} }));
    await open("&market=hours");
    await seen(".panel .kpi-hero .kpi-value");
    await seen(".panel .fan-chart svg");
    await seen(".strip svg");
  });
});

describe("the territories", () => {
  it("are listed by sales, workload or shape, and the chosen one has its measures in words", async () => {
    await open("&market=hours");
    await seen(".territories button");
    const told = () => page.locator(".territories button").first().locator(".figure").allTextContents();
    expect((await told())[0]).toMatch(/^₺/);
    await click(".territories label", "Workload");
    await expect
      .poll(told)
      .toEqual([expect.stringMatching(/^\d+\.\d h$/), expect.stringMatching(/^1\d\d%$/)]);
    await click(".territories label", "Shape");
    await expect.poll(told).toEqual([expect.stringMatching(/^0\.\d\d$/), ""]);
    await click(".territories button");
    await seen(".measures", "of the mean workload; 100% is even");
    await seen(".measures", "1 is a circle");
  });
});

describe("the hours of the week", () => {
  const brush = async () => {
    const box = (await page.locator("[data-testid=hour-matrix]").boundingBox(SLOW))!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 4 });
    await page.mouse.up();
  };
  const words = () => page.locator(".week output").textContent();

  it.each([
    ["hours", "&layer=heat&heat=orders", "heat"],
    ["hours", "&layer=own", "own"],
    ["days", "&layer=heat&heat=orders", "heat"],
    ["days", "&layer=wallet", "wallet"],
  ])("of %s%s are brushed, moved and played on the layer that is shown", async (market, query, layer) => {
    await open(`&market=${market}${query}`);
    await seen("[data-testid=hour-matrix]");
    const whole = await words();
    await brush();
    const brushed = await words();
    expect(brushed).not.toBe(whole);
    await page.locator(".matrix-box").press("ArrowRight");
    expect(await words()).not.toBe(brushed);
    await click(".play-button");
    const windows = new Set<string | null>();
    await expect.poll(async () => windows.add(await words()).size, SLOW).toBeGreaterThan(3);
    await click(".play-button");
    await page.waitForURL(/hours=/);
    expect([asked("layer"), asked("heat")]).toEqual([layer, layer === "heat" ? "orders" : null]);
    await page.locator(".matrix-box").press("Escape");
    expect(await words()).toBe(whole);
  });

  it("play on when another signal is chosen, and stop behind another view", async () => {
    await open("&market=hours&layer=heat&heat=orders&hours=0-1x8-9");
    await click(".play-button");
    await page.locator('.play-button[aria-label="Pause"]').waitFor(SLOW);
    await page.evaluate("history.pushState(null, '', location.search.replace('orders', 'contacts'))");
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
    const windows = new Set<string | null>();
    await expect.poll(async () => windows.add(await words()).size, SLOW).toBeGreaterThan(2);
    await click("[data-screen=data]");
    await seen(".score");
    const hours = asked("hours");
    await page.waitForTimeout(1000);
    expect(asked("hours")).toBe(hours);
  });

  it("mean whole days to a signal that has days alone", async () => {
    await open("&market=days&layer=activity&hours=0-2x9-18");
    await seen("[data-testid=hour-brush]");
    expect(await words()).toBe("Mon–Tue, all day");
  });

  it("that were brushed before a step are there when one comes back", async () => {
    await open("&market=hours");
    await seen("[data-testid=hour-matrix]");
    await brush();
    const brushed = await words();
    await click(".territories button");
    await seen(".panel .scope button");
    await page.goBack();
    await expect.poll(words).toBe(brushed);
  });
});

describe("what is not there", () => {
  it.each([
    ["/?lang=en&view=nope", "There is no view “nope”"],
    ["/nope?lang=en", "Nothing is at /nope"],
  ])("is told at %s, and the map is a click away", async (path, title) => {
    const answered = await page.goto(address + path);
    expect(answered!.status()).toBe(404);
    await seen(".notice h1", title);
    expect(await page.locator(".rail [aria-current]").count()).toBe(0);
    await click(".notice button");
    await seen(".panel .kpi-value");
    expect(new URL(page.url()).pathname + (asked("view") ?? "")).toBe("/");
  });

  it("is told of a market, with those that there are", async () => {
    await open("&market=nope");
    await seen(".notice h1", "There is no market “nope” here");
    expect(await page.locator(".notice button").count()).toBe(2);
    await click(".rail-language");
    await seen(".notice h1", "Burada “nope” adında bir pazar yok");
    await click(".notice button");
    await seen(".panel .kpi-value");
    expect(asked("market")).toBe("hours");
  });

  it("is told of an account, with the way to those that there are", async () => {
    await open("&market=days&view=accounts&account=A99");
    await seen(".account-pane [role=alert]", "There is no account “A99”");
    await click(".account-pane [role=alert] button");
    await seen(".account-head h1");
    expect(asked("account")).toBe(null);
  });
});

describe("what fails", () => {
  it("is told where code is missing, beside the rail, with the way back", async () => {
    let gone = true;
    await page.route(/assets\/AccountsScreen/, route =>
      gone ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await open("&market=hours&view=data");
    await seen(".score");
    await click("[data-screen=accounts]");
    await seen(".notice h1", "This part of the page could not be loaded");
    await click("[data-screen=data]");
    await seen(".score");
    await click("[data-screen=accounts]");
    gone = false;
    await click(".notice button", "Load the page anew");
    await seen(".account-head h1");
  });

  it("is told where a part is missing, and the others stay", async () => {
    await page.route(/assets\/ForecastFan/, route => route.fulfill({ status: 404 }));
    await open("&market=hours");
    await seen(".panel .failure", "This part of the page could not be loaded");
    await seen(".panel .kpi-value");
    await seen("[data-testid=hour-matrix]");
  });

  it("is told where a view throws, with its reason, and another view is a click away", async () => {
    // An answer of a shape that no server of this version gives.
    await page.route(/\/api\/markets\/hours\/health$/, route => route.fulfill({ json: { sources: null } }));
    await open("&market=hours&view=health");
    await seen(".notice h1", "This part of the page has failed");
    await seen(".notice", "The page says:");
    await click(".notice button", "To the map");
    await seen(".panel .kpi-value");
    expect(asked("view")).toBe(null);
  });

  it("is told while the server is away, and mended when it is back", async () => {
    let away = true;
    await page.route(/\/api\//, route => (away ? route.abort("connectionrefused") : route.continue()));
    await open("&market=hours&view=data");
    await seen(".notice [role=alert]", "The server does not answer");
    away = false;
    await click(".notice button", "Try again");
    await seen(".score");
    away = true;
    await click("[data-screen=segments]");
    await seen(".segments-screen [role=alert]", "The server does not answer");
    away = false;
    await click(".segments-screen button", "Try again");
    await seen(".segment-table tbody tr");
  });

  it("leads to the sign-in where the server wants its token", async () => {
    await page.route(/\/api\/markets$/, route =>
      route.fulfill({ status: 401, json: { code: "token_needed", message: "this server wants its token" } }),
    );
    await open("&market=hours&view=data");
    await seen(".notice [role=alert]", "This server wants its token");
    await page.unroute(/\/api\/markets$/);
    await click(".notice button", "Sign in");
    await seen(".score");
  });
});
