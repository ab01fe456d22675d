import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountList } from "../../app/api/accounts.ts";
import type { RunStatus, ScenarioSummary } from "../../app/api/scenarios.ts";
import type { MarketInfo } from "../../app/api/schema.ts";
import { listen } from "../../app/server/listen.ts";
import { createServer } from "../../app/server/server.ts";
import { FURTHER } from "../further.ts";
import { openBrowser } from "./browser.ts";
import { englishOn, shownTexts } from "./shownWords.ts";

const SLOW = { timeout: 90_000 };

/** Every view of a built market in Turkish: what is not a name from its data is Turkish, down to labels and tooltips. */
export function checkTurkish(name: string, built: () => Promise<string>): void {
  let root: string;
  let server: FastifyInstance;
  let address: string;
  let browser: Browser;
  let withMap: Browser;
  let page: Page;
  let english: string[];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "penumbra-journey-"));
    // A copy: scenarios are written into it.
    await cp(await built(), join(root, name), { recursive: true, verbatimSymlinks: true });
    server = await createServer([join(root, name)], { threads: 1 });
    address = await listen(server, "127.0.0.1", 0);
    // Drawing a map in software takes most of the time: it is drawn where it is looked at.
    browser = await openBrowser({ webgl: false });
    page = await newPage(browser);
  }, 600_000);
  afterAll(async () => {
    await withMap?.close();
    await browser?.close();
    await server?.close();
    if (root) await rm(root, { recursive: true, force: true });
  });
  beforeEach(() => {
    english = [];
  });

  const newPage = async (of: Browser) => {
    const opened = await of.newPage({ viewport: { width: 1440, height: 900 }, locale: "tr-TR" });
    opened.setDefaultTimeout(SLOW.timeout);
    return opened;
  };
  const open = (query: string) => page.goto(`${address}/?lang=tr${query}`);
  const seen = (selector: string) => page.locator(selector).first().waitFor(SLOW);
  const ask = async <T>(path: string) =>
    (await (await fetch(`${address}/api/markets/${name}${path}`)).json()) as T;
  /** Where the market has cells differs from market to market. */
  const pointAtSomeCell = async () => {
    await page.mouse.move(600, 300);
    for (let step = 1; step <= 40 && (await page.locator(".tip").count()) === 0; step++) {
      await page.mouse.move(600 + 9 * step, 300 + 2 * step);
      await page.waitForTimeout(250);
    }
  };
  /** Takes down what is English in what is shown now. */
  const look = async () => {
    for (const text of await englishOn(page)) if (!english.includes(text)) english.push(text);
  };
  /** Points at each of the elements in turn, and looks at what comes up beside the pointer. */
  const pointAt = async (selector: string, tip: string) => {
    for (const element of await page.locator(selector).all()) {
      await element.hover();
      await seen(tip);
      await look();
    }
  };

  describe(`the page of ${name} in Turkish`, () => {
    it("is read word by word: in English the same reading finds English", async () => {
      await page.goto(`${address}/?lang=en&view=health`);
      await seen("[data-testid=recovery], .health-screen h2");
      expect((await englishOn(page)).length).toBeGreaterThan(20);
    });

    it("is Turkish on a cell's card, and on an account's page", async () => {
      const { accounts } = await ask<AccountList>("/accounts?limit=3");
      await open("&view=accounts");
      await seen("[data-testid=account-history] svg");
      await look();
      for (const { account_id: id } of accounts) {
        await open(`&view=accounts&account=${id}`);
        await seen("[data-testid=account-history] svg");
        await page.locator("[data-testid=account-history] svg").hover();
        await look();
        if ((await page.locator("[data-testid=account-visits] svg").count()) > 0) {
          await page.locator("[data-testid=account-visits] svg").hover();
          await look();
        }
      }
      const { id: territory } = (await ask<MarketInfo>("")).territories[0]!;
      await open(`&view=accounts&territory=${territory}&segment=lapsed`);
      await seen(".account-filters li");
      await page.waitForLoadState("networkidle");
      await look();
      await page.locator(".account-search").fill("zzzzzz");
      await seen(".account-none");
      await look();
      await open(`&view=accounts&account=${accounts[0]!.account_id}`);
      await seen(".account-head h1");
      await page.locator(".account-head .link", { hasText: "Haritada göster" }).click();
      await seen("[data-testid=cell-accounts] a");
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish on segments, health and data", async () => {
      await open("&view=segments");
      await seen(".segment-table tbody tr");
      await page.locator(".segment-choice").first().click();
      await seen(".members .account-links a");
      await look();
      await open("&view=health");
      await seen("[data-testid=recovery], .health-screen h2");
      await seen(".sales-errors tbody tr");
      await seen("[data-testid=brand-errors] tbody tr");
      await seen("[data-testid=account-errors] tbody tr");
      await page.waitForLoadState("networkidle");
      await look();
      await open("&view=data");
      await seen(".score");
      await seen(".guesses, .remark");
      const more = page.locator(".readiness [aria-expanded=false]");
      if ((await more.count()) > 0) await more.click();
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish on territories: today's plan, moves and locks", async () => {
      await open("&view=territories");
      await seen(".balance tbody tr");
      await look();
      for (const choice of await page
        .locator(".measure-switch label, .tool-bar label, .balance thead button")
        .all()) {
        await choice.click();
        await seen(".balance tbody tr");
        await look();
      }
      const unit = page.locator("[data-testid=unit]");
      await unit.fill("yok");
      await unit.press("Enter");
      await seen(".give-form [role=status] bdi");
      await look();
      await page.locator(".balance .lock").first().click();
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish in the answer to scenarios of the library", async () => {
      const scenarios = (await ask<ScenarioSummary[]>("/scenarios")).map(({ id }) => id);
      expect(scenarios.length).toBeGreaterThan(4);
      // These two say most of what an answer can; a long test plays all.
      const played = FURTHER === 1 ? ["prospecting", "answer-to-a-downturn"] : scenarios;
      expect(scenarios).toEqual(expect.arrayContaining(played));
      for (const id of played) {
        await open(`&view=scenarios&scenario=${id}`);
        await seen(".run-button:not([disabled])");
        await look();
        const run = await start({ b: { scenario: id }, runs: 16, horizon: 30 });
        await open(`&view=scenarios&scenario=${id}&run=${run}`);
        await seen("[data-testid=uplift], .hero-calm");
        await seen(".course-chart svg");
        for (const closed of await page.locator("details:not([open]) summary").all()) await closed.click();
        await look();
      }
      await page.locator(".course-chart svg").first().hover();
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish in the editor: help, and what is done with the file", async () => {
      await open("&view=scenarios&scenario=~new");
      await write("name: Denemem\nlevers:\n  - ");
      await page.keyboard.press("Control+Space");
      await seen(".cm-tooltip-autocomplete");
      await look();
      await page.keyboard.press("Escape");
      await write("name: Denemem\nlevers:\n  - {lever: visits, change: +10%}\n");
      await seen(".run-button:not([disabled])");
      await page.locator(".file-actions button", { hasText: "Kaydet" }).click();
      await seen('[data-scenario="denemem"]');
      await look();
      await page.locator(".file-actions .link", { hasText: "Yeniden adlandır" }).click();
      await seen("form.file-dialog");
      await look();
      await page.locator("form.file-dialog input").fill("downturn");
      await page.locator("form.file-dialog button[type=submit]").click();
      await seen(".file-problem");
      await look();
      await page.locator(".file-actions .link", { hasText: "Sil" }).click();
      await seen("[role=alertdialog]");
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish while a scenario runs, when it is cancelled and when it is gone", async () => {
      const run = await start({ b: { scenario: "downturn" }, runs: 16_384 });
      await open(`&view=scenarios&scenario=downturn&run=${run}`);
      await seen("[role=progressbar]");
      await look();
      await page.locator(".run-words button").click();
      await seen(".answer-calm");
      await look();
      await open("&view=scenarios&scenario=downturn&run=compare-0123456789ab");
      await seen(".answer-calm");
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish where something is missing or fails", async () => {
      await open("&view=nope");
      await seen(".notice h1");
      await look();
      await page.goto(`${address}/nope?lang=tr`);
      await seen(".notice h1");
      await look();
      await open("&market=nope");
      await seen(".notice h1");
      await look();
      await open("&view=accounts&account=A-0-0");
      await seen(".account-pane [role=alert]");
      await look();
      await page.route(/\/api\/markets$/, route =>
        route.fulfill({
          status: 401,
          json: { code: "token_needed", message: "this server wants its token" },
        }),
      );
      await open("&view=data");
      await seen(".notice [role=alert]");
      await look();
      await page.unroute(/\/api\/markets$/);
      for (const [view, path] of VIEWS) {
        await page.route(path, route =>
          route.fulfill({ status: 500, json: { code: "internal", message: "the server has failed" } }),
        );
        await open(`&view=${view}`);
        await seen("[role=alert]");
        await look();
        await page.unroute(path);
      }
      await page.route(/\/api\//, route => route.abort("connectionrefused"));
      await open("&view=data");
      await seen(".notice [role=alert]");
      await look();
      await page.unroute(/\/api\//);
      await page.route(/assets\/AccountsScreen/, route => route.fulfill({ status: 404 }));
      await open("&view=accounts");
      await seen(".notice h1");
      await look();
      expect(english).toEqual([]);
    });

    it("is Turkish on the map: panel, time, layers and what the pointer tells", async () => {
      withMap = await openBrowser();
      page = await newPage(withMap);
      await open("");
      await seen(".map-canvas:not([data-cells='0'])");
      await seen(".panel .fan-chart svg");
      await seen(".strip svg");
      await seen("[data-testid=hour-matrix]");
      await seen(".territories button");
      await look();
      for (const choice of await page.locator("[data-choice]").all()) {
        await choice.click();
        const layer = await choice.getAttribute("data-choice");
        await seen(`.map-canvas[data-layer="${layer}"]`);
        await pointAtSomeCell();
        await seen(".tip");
        await look();
      }
      await pointAt(".rail-button", "[role=tooltip]");
      await page.locator(".panel .fan-chart svg").hover();
      await look();
      await page.locator(".week .matrix-box").press("ArrowRight");
      await look();
      for (const choice of await page.locator(".territories label").all()) {
        await choice.click();
        await look();
      }
      await page.locator(".territories button").first().click();
      await seen(".panel .scope button");
      await seen(".panel .measures");
      await look();
      expect((await shownTexts(page)).length).toBeGreaterThan(50);
      expect(english).toEqual([]);
    });
  });

  /** Puts a text in the place of what the editor holds. */
  async function write(text: string): Promise<void> {
    // Not by a click, which what the editor proposes may cover.
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
  }

  async function start(question: object): Promise<string> {
    const started = await fetch(`${address}/api/markets/${name}/runs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ a: { scenario: "baseline" }, ...question }),
    });
    return ((await started.json()) as RunStatus).id;
  }
}

/** Views, and what each asks the server for. */
const VIEWS = [
  ["map", /\/api\/markets\/[^/]+\/kpis/],
  ["accounts", /\/api\/markets\/[^/]+\/accounts/],
  ["segments", /\/api\/markets\/[^/]+\/segments/],
  ["territories", /\/api\/markets\/[^/]+\/plans/],
  ["scenarios", /\/api\/markets\/[^/]+\/scenarios/],
  ["health", /\/api\/markets\/[^/]+\/health/],
  ["data", /\/api\/markets\/[^/]+\/data/],
] as const;
