import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountDetail, accountList } from "../../app/api/accounts.ts";
import { marketInfo } from "../../app/api/schema.ts";
import { segmentsAnswer } from "../../app/api/segments.ts";
import { accountTable } from "../../app/results/accountTable.ts";
import { cellTable } from "../../app/results/placeTables.ts";
import { readTable } from "../../app/results/table.ts";
import { createServer } from "../../app/server/server.ts";
import { buildMarket } from "../../app/stages/build.ts";
import { type BuiltMarket, loadTwin, openBuilt } from "../../app/state/builtMarket.ts";
import { i32 } from "../../core/columns.ts";
import { tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { temporaryFolder, writeTinyMarket } from "./tinyMarket.ts";

/** Of the tiny market's 40 accounts, whose history ends with 2024: two closed within it, one will close after it. */
const CLOSES: Readonly<Record<string, string>> = { A7: "2024-09-02", A20: "2024-12-01", A9: "2026-01-01" };
const GONE = ["A20", "A7"];

describe("accounts that are closed at the end of history", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let app: Awaited<ReturnType<typeof createServer>>;
  let built: BuiltMarket;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const dir = join(folder.path, "kucuk");
    await writeTinyMarket(dir);
    const file = join(dir, "accounts.csv");
    const [head, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\n");
    const closed = rows.map(row => `${row},${CLOSES[row.split(",")[0]!] ?? ""}`);
    await writeFile(file, [`${head},closed`, ...closed, ""].join("\n"));
    await buildMarket(dir, { threads: 1 });
    built = await openBuilt(dir);
    app = await createServer([dir]);
  });
  afterAll(async () => {
    await app?.close();
    await folder?.remove();
  });
  const get = async (rest: string) =>
    (await app.inject({ method: "GET", url: `/api/markets/kucuk/${rest}` })).json();
  const list = async (query: string) => accountList.parse(await get(`accounts?limit=200&${query}`));

  it("are in no count", async () => {
    const [market] = (await app.inject({ method: "GET", url: "/api/markets" })).json();
    expect(marketInfo.parse(market).counts).toMatchObject({ accounts: 38, sites: 38, unplaced: 1 });
    const { segments } = segmentsAnswer.parse(await get("segments"));
    expect(segments.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(38);
    for (const { id, accounts } of segments) expect((await list(`segment=${id}`)).total).toBe(accounts);
    const cells = await readTable(cellTable, built);
    const known = tableColumn(cells, "known_accounts").values as ArrayLike<number>;
    expect(Array.from(known).reduce((sum, n) => sum + n, 0)).toBe(38);
  });

  it("are left out of lists, which say how many there are, and marked where they are asked for", async () => {
    const open = await list("");
    expect(open).toMatchObject({ total: 38, closed: 2 });
    expect(open.accounts.every(({ closed }) => closed === null)).toBe(true);
    expect(await list("query=A7")).toMatchObject({ total: 0, closed: 1 });
    const all = await list("closed=true");
    expect(all).toMatchObject({ total: 40, closed: 2 });
    const marked = all.accounts.filter(({ closed }) => closed !== null);
    expect(Object.fromEntries(marked.map(({ account_id, closed }) => [account_id, closed]))).toEqual({
      A7: "2024-09-02",
      A20: "2024-12-01",
    });
    expect(marked.map(({ segment }) => segment)).toEqual([null, null]);
  });

  it("have their page, and nothing is expected of them", async () => {
    const account = accountDetail.parse(await get("accounts/A7"));
    expect(account).toMatchObject({ closed: "2024-09-02", p_alive: 0 });
    expect(account.expected_amount_52w).toEqual({ mean: 0, p05: 0, p95: 0 });
    expect(account).toMatchObject({ next_best_contact: null, wallet: null, headroom: null });
    expect(account.segment_path!.at(-1)!.segment).toBeNull();
    expect(account.segment_path![0]!.segment).not.toBeNull();
  });

  it("are marked in the export, and no simulated call goes to them", async () => {
    const table = await readTable(accountTable, built);
    const ids = tableColumn(table, "account_id").values as readonly string[];
    const column = (name: string) => (row: number) => valueAt(tableColumn(table, name), row);
    const gone = [...ids.keys()].filter(row => column("closed")(row) !== null);
    expect(gone.map(row => ids[row]).sort()).toEqual(GONE);
    for (const row of gone) {
      expect(column("next_best_contact")(row)).toBeNull();
      expect(column("expected_amount_52w")(row)).toBe(0);
    }
    const { columns } = await loadTwin(built);
    const account = i32(columns, "account");
    const visited = new Set(Array.from(i32(columns, "repAccount"), k => ids[account[k]!]));
    expect(visited.size).toBeGreaterThan(10);
    expect(GONE.filter(id => visited.has(id))).toEqual([]);
  });
});
