import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AccountDetail, accountDetail, accountList } from "../../app/api/accounts.ts";
import { accountTable } from "../../app/results/accountTable.ts";
import { areaTable, cellTable, territoryTable } from "../../app/results/placeTables.ts";
import { readTable } from "../../app/results/table.ts";
import { createServer } from "../../app/server/server.ts";
import { openBuilt } from "../../app/state/builtMarket.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { writeTinyBuilt } from "../pageMarkets.ts";
import { temporaryFolder } from "./tinyMarket.ts";

describe("accounts over HTTP", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let dir: string;
  let ownLastYear: number;
  let app: Awaited<ReturnType<typeof createServer>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, "kucuk");
    ({ ownLastYear } = await writeTinyBuilt(dir));
    app = await createServer([dir]);
  });
  afterAll(async () => {
    await app?.close();
    await folder?.remove();
  });
  const get = (rest: string) => app.inject({ method: "GET", url: `/api/markets/kucuk/accounts${rest}` });
  const list = async (query: string) => accountList.parse((await get(query)).json());
  const detail = async (id: string): Promise<AccountDetail> =>
    accountDetail.parse((await get(`/${id}`)).json());

  it("lists all of them by own sales, whose sum is the market's", async () => {
    const { total, accounts } = await list("?limit=200");
    expect(total).toBe(40);
    const own = accounts.map(account => account.own_amount);
    expect(own).toEqual([...own].sort((a, b) => b - a));
    expect(own.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(ownLastYear / 100, 6);
  });

  it.each([
    ["A7", "A7"],
    ["ışık market 23", "A23"],
    ["ISIK MARKET 23", "A23"],
    ["IŞIK MARKET 23", "A23"],
  ])("finds %s by id or name, whatever the case and the accents", async (query, id) => {
    const { accounts } = await list(`?query=${encodeURIComponent(query)}`);
    expect(accounts[0]!.account_id).toBe(id);
  });

  it("keeps to a cell, to a territory and to the limit", async () => {
    const [first] = (await list("?limit=1")).accounts;
    const inCell = await list(`?cell=${first!.cell}`);
    expect(inCell.accounts.map(account => account.cell)).toEqual(inCell.accounts.map(() => first!.cell));
    expect(inCell.accounts.map(account => account.account_id)).toContain(first!.account_id);
    const inTerritory = await list("?territory=T1&limit=7");
    expect(inTerritory.total).toBe(20);
    expect(inTerritory.accounts).toHaveLength(7);
    expect((await list("?query=nobody")).accounts).toEqual([]);
    expect((await list("?segment=growing")).total).toBe(0);
  });

  it("has every column that people rely on, null where this build has no estimate", async () => {
    const built = await openBuilt(dir);
    // 39 placed sites: too few for an estimate of the dark side.
    const dark = ["dark_accounts", "unaware_accounts", "dark_amount", "market_amount", "untapped_share"];
    const estimates = dark.flatMap(name => [name, `${name}_p05`, `${name}_p95`]);
    for (const place of [cellTable, areaTable, territoryTable]) {
      const table = await readTable(place, built);
      const names = table.columns.map(column => column.name);
      expect(names).toEqual(expect.arrayContaining([...estimates, "own_share_p05", "method_spread"]));
      expect(new Set(names).size).toBe(names.length);
      expect(valueAt(tableColumn(table, "dark_accounts_p95"), 0)).toBeNull();
      expect(valueAt(tableColumn(table, "method_spread"), 0)).toBeNull();
    }
    const accounts = await readTable(accountTable, built);
    const row = (name: string) => valueAt(tableColumn(accounts, name), 7);
    for (const name of ["clv", "clv_p05"]) expect(row(name)).toBeNull();
    const [low, high] = ["p05", "p95"].map(point => Number(row(`expected_amount_52w_${point}`)));
    expect(low).toBeLessThan(Number(row("expected_amount_52w")));
    expect(high).toBeGreaterThan(Number(row("expected_amount_52w")));
    expect([row("lifecycle"), row("place_precision")]).toEqual(["customer", "point"]);
    expect(valueAt(tableColumn(accounts, "place_precision"), 0)).toBeNull();
  });

  it("tells the history of one account, which sums up to its year", async () => {
    const account = await detail("A7");
    const { periods, own, rivals } = account.history;
    expect(periods).toHaveLength(104);
    expect(periods[0]).toBe("2023-01-02");
    const year = (amounts: readonly number[]) => amounts.slice(-52).reduce((sum, amount) => sum + amount, 0);
    expect(year(own)).toBeCloseTo(account.own_amount, 6);
    expect(year(rivals!)).toBeCloseTo(account.rival_amount!, 6);
    expect(account).toMatchObject({
      name: "Işık Market 7",
      type: "market",
      territory_id: "T2",
      area: "Doğu ilçesi",
    });
    expect(account.categories).toBeNull();
    const table = await readTable(accountTable, await openBuilt(dir));
    expect(account.p_alive).toBe(tableColumn(table, "p_alive").values[7]);
  });

  it("tells its wallet, which holds what it buys of us, and the segment that it is in now", async () => {
    const account = await detail("A7");
    const { wallet, headroom, own_amount: own } = account;
    expect(headroom!.mean).toBeCloseTo(wallet!.mean - own, 6);
    expect(account.share_of_wallet).toBeCloseTo(own / wallet!.mean, 9);
    expect(wallet!.p05!).toBeLessThanOrEqual(wallet!.mean);
    expect(wallet!.p95!).toBeGreaterThanOrEqual(wallet!.mean);
    expect(account.segment_path!.at(-1)!.segment).toBe(account.segment);
    const { total } = await list(`?segment=${account.segment}`);
    expect(total).toBeGreaterThan(0);
  });

  it("proposes a contact in a channel and at a time that it is met in, and says why", async () => {
    const { next_best_contact: next } = await detail("A7");
    expect(next!.channel).toBe("face_to_face");
    expect(next!.hour).toBeGreaterThanOrEqual(8);
    expect(next!.hour).toBeLessThanOrEqual(18);
    expect(next!.reasons.length).toBeGreaterThan(0);
  });

  it("tells its visits, the newest first, with local times", async () => {
    const { visits } = await detail("A7");
    expect(visits.total).toBe(visits.latest.length);
    expect(visits.by_channel).toEqual([{ channel: "face_to_face", count: visits.total }]);
    const times = visits.latest.map(visit => visit.at);
    expect(times).toEqual([...times].sort().reverse());
    expect(times.every(at => /^202[34]-\d\d-\d\dT\d\d:15$/.test(at))).toBe(true);
    expect(new Set(visits.latest.map(visit => visit.rep_id))).toEqual(new Set(["R2"]));
  });

  it.each([
    ["/A99", 404, "unknown_account"],
    ["/A7'%20OR%201=1", 404, "unknown_account"],
    ["?limit=0", 400, "bad_request"],
    ["?limit=100000", 400, "bad_request"],
  ])("answers %s with %i %s", async (rest, status, code) => {
    const answer = await get(rest);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().code).toBe(code);
  });
});
