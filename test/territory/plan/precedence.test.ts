import fc from "fast-check";
import { cellToChildren, cellToParent, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import type { PlanAccount, PlanRow, PlanStatements, PlanUnit } from "../../../data/market/planRows.ts";
import { PRECEDENCE, precedence } from "../../../territory/plan/precedence.ts";
import { cases } from "../../further.ts";

const RESOLUTION = 7;
const COARSE = latLngToCell(39.9, 32.8, RESOLUTION - 2);
const MIDDLE = cellToChildren(COARSE, RESOLUTION - 1).slice(0, 3);
const CELLS = MIDDLE.flatMap(cell => cellToChildren(cell, RESOLUTION).slice(0, 3));

/** Each unit once by kind, as files have it. */
const rows = fc
  .record({
    account: entries(["A1", "A2", "A3"]),
    area: entries(["D1", "D2"]),
    cell: entries([COARSE, ...MIDDLE, ...CELLS]),
  })
  .map(kinds =>
    Object.entries(kinds).flatMap(([kind, named]) =>
      named.map(
        ([unit, territory]): PlanRow => ({
          account: null,
          area: null,
          cell: null,
          territory,
          [kind]: unit,
        }),
      ),
    ),
  );
const IDS = ["A1", "A2", "A3", "A4"];
/** Accounts that may name a territory themselves, share a site, and have parents: accounts, groups, and in a circle. */
const accounts: fc.Arbitrary<PlanAccount[]> = fc.tuple(
  ...IDS.map(account =>
    fc.record({
      account: fc.constant(account),
      own: fc.option(fc.constantFrom("T1", "T2", "OWN")),
      site: fc.constantFrom(account, "S1"),
      parent: fc.option(fc.constantFrom(...IDS, "CHAIN")),
    }),
  ),
);
const statements: fc.Arbitrary<PlanStatements> = fc.record({
  rows,
  accounts,
  house: fc.option(fc.constant("HOUSE")),
});
const unit: fc.Arbitrary<PlanUnit> = fc.record({
  account: fc.option(fc.constantFrom(...IDS)),
  area: fc.option(fc.constantFrom("D1", "D2", "D3")),
  cell: fc.option(fc.constantFrom(...CELLS)),
});

function entries(units: readonly string[]) {
  const one = fc.tuple(fc.constantFrom(...units), fc.constantFrom("T1", "T2", "T3"));
  return fc.uniqueArray(one, { selector: ([id]) => id });
}

/** Who is in the family of an account: whoever a chain of shared sites and parents leads to. */
function family(all: readonly PlanAccount[], account: string): Set<string> {
  const found = new Set([account]);
  const tied = (a: PlanAccount, b: PlanAccount) =>
    a.site === b.site ||
    (a.parent !== null && [b.account, b.parent].includes(a.parent)) ||
    b.parent === a.account;
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const a of all) if (found.has(a.account)) for (const b of all) if (tied(a, b)) found.add(b.account);
  }
  return found;
}

/** All that is said of a unit, by kind; of cells the finest. */
function said({ rows, accounts, house }: PlanStatements, { account, area, cell }: PlanUnit) {
  const of = (kind: "account" | "area" | "cell", id: string | null) =>
    id === null ? [] : rows.filter(row => row[kind] === id).map(row => row.territory);
  const own = (id: string | null) =>
    accounts.flatMap(a => (a.account === id && a.own !== null ? [a.own] : []));
  const around = cell === null ? [] : [7, 6, 5].map(resolution => cellToParent(cell, resolution));
  const relatives = account === null ? [] : [...family(accounts, account)];
  return {
    own: own(account),
    account: of("account", account),
    family: relatives.flatMap(id => [...own(id), ...of("account", id)]),
    area: of("area", area),
    cell: around.map(id => of("cell", id)).find(found => found.length > 0) ?? [],
    house: house === null ? [] : [house],
  };
}

describe("precedence", () => {
  it("is total: exactly what nothing is said of belongs to nobody", () => {
    fc.assert(
      fc.property(statements, unit, (all, one) => {
        const silent = Object.values(said(all, one)).every(told => told.length === 0);
        expect(precedence(all)(one) === null).toBe(silent);
      }),
      cases(200, 24),
    );
  });

  it("goes by its order, whatever the order of rows and accounts", () => {
    fc.assert(
      fc.property(statements, unit, fc.infiniteStream(fc.nat()), (all, one, random) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map(item => [random.next().value as number, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const decision = precedence(all)(one);
        expect(
          precedence({ ...all, rows: shuffled(all.rows), accounts: shuffled(all.accounts) })(one),
        ).toEqual(decision);
        if (decision === null) return;
        const told = said(all, one);
        expect(told[decision.reason]).toContain(decision.territory);
        for (const reason of PRECEDENCE.slice(0, PRECEDENCE.indexOf(decision.reason)))
          expect(told[reason]).toEqual([]);
      }),
      cases(200, 25),
    );
  });

  const member = (account: string, parent: string | null, site = account) => ({
    account,
    own: null,
    site,
    parent,
  });
  const row = (account: string, territory: string) => ({ territory, account, area: null, cell: null });
  const of = (account: string) => ({ account, area: "D1", cell: null });

  it("asks the nearest parent that is named, then the member of the least id", () => {
    const accounts = [member("B1", "B0"), member("B0", "HQ"), member("HQ", null), member("C1", "HQ")];
    const decide = precedence({ rows: [row("HQ", "T1"), row("B0", "T2")], accounts, house: null });
    expect(["B1", "B0", "C1"].map(id => decide(of(id))?.territory)).toEqual(["T2", "T2", "T1"]);
    expect(decide(of("C1"))).toEqual({ territory: "T1", reason: "family", by: "HQ" });
    const chain = [member("X2", "A101"), member("X1", "A101"), member("X3", "A101")];
    const named = precedence({ rows: [row("X2", "T2"), row("X1", "T1")], accounts: chain, house: null });
    expect(named(of("X3"))).toEqual({ territory: "T1", reason: "family", by: "X1" });
  });

  it("takes no family where none of it is named: each branch goes where it lies", () => {
    const accounts = [member("B1", "HQ"), member("HQ", null)];
    const area = { territory: "T3", account: null, area: "D1", cell: null };
    const decide = precedence({ rows: [area], accounts, house: "HOUSE" });
    expect(decide(of("B1"))).toEqual({ territory: "T3", reason: "area", by: "D1" });
    expect(decide({ ...of("B1"), area: "D9" })).toEqual({ territory: "HOUSE", reason: "house", by: null });
  });
});
