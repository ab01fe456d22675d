import { lastYearFrom, yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { type ColumnTable, tableColumn, valueAt } from "../../data/tables/columnTable.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import type { CourseParts, YearBehind } from "../../scenarios/compare/againstLastYear.ts";
import { type BuiltMarket, openBuilt } from "../state/builtMarket.ts";
import { territoryTable } from "./placeTables.ts";
import { readTable } from "./table.ts";

/** Sums over known accounts, minor units and contacts. */
interface Sums {
  own: number;
  market: number;
  visits: number;
}

/**
 * The year behind a course of some periods: the same periods of the last year, season by season. Known accounts are summed
 * from history; with dark ones the figures are those that the build tells of the last year (tables `areas` and
 * `territories`), at the season of the known. Null where history is shorter than a year, or the state has changed since.
 * @param twinHash of the twin that plays the course
 */
export async function yearBehind(
  dir: string,
  market: Market,
  twinHash: string,
  horizon: number,
): Promise<CourseParts<YearBehind> | null> {
  if (market.periodStart.length < yearPeriods(market.period)) return null;
  const built = await openBuilt(dir);
  if (built.record.info.twinHash !== twinHash) return null;
  return behindOf(market, built.record, await readTable(territoryTable, built), horizon);
}

/** As {@link yearBehind}, from what a build found. `territories` is its table. */
export function behindOf(
  market: Market,
  { dark }: Pick<BuiltMarket["record"], "dark">,
  territories: ColumnTable | null,
  horizon: number,
): CourseParts<YearBehind> {
  const known = knownSums(market, horizon);
  const whole = dark && wholeYear(dark.figures.market.mean, dark.figures.own_share?.mean ?? null);
  const rows = territories ? wholeByTerritory(territories) : new Map<string, WholeYear>();
  const rivals = rivalsKnown(market) === "accounts";
  return {
    market: figuresOf(known.market, whole, rivals, market.minorUnits),
    territories: Object.fromEntries(
      market.territories.map(({ id }, t) => [
        id,
        figuresOf(known.territories[t]!, dark ? (rows.get(id) ?? null) : null, rivals, market.minorUnits),
      ]),
    ),
  };
}

interface Window {
  readonly year: Sums;
  readonly ahead: Sums;
}

/** Sums of the last year, and of the course's periods in it, by market and territory. */
function knownSums(market: Market, horizon: number): { market: Window; territories: Window[] } {
  const year = yearPeriods(market.period);
  const from = lastYearFrom(market);
  const times = Int32Array.from({ length: year }, (_, p) => Math.ceil(Math.max(0, horizon - p) / year));
  const window = (): Window => ({
    year: { own: 0, market: 0, visits: 0 },
    ahead: { own: 0, market: 0, visits: 0 },
  });
  const whole = window();
  const parts = market.territories.map(window);
  const add = (account: number, period: number, what: keyof Sums, value: number) => {
    if (period < from) return;
    const territory = market.accounts.territory[account]!;
    for (const part of territory < 0 ? [whole] : [whole, parts[territory]!]) {
      part.year[what] += value;
      part.ahead[what] += value * times[period - from]!;
    }
  };
  const { sales, visits } = market;
  for (let row = 0; row < sales.count; row++) {
    add(sales.account[row]!, sales.period[row]!, "market", sales.amount[row]!);
    if (sales.brand[row] === 0) add(sales.account[row]!, sales.period[row]!, "own", sales.amount[row]!);
  }
  for (let v = 0; v < visits.count; v++) add(visits.account[v]!, visits.period[v]!, "visits", 1);
  return { market: whole, territories: parts };
}

/** Known and dark accounts over the last year, major units. */
interface WholeYear {
  readonly own: number | null;
  readonly market: number;
}

function wholeYear(market: number, ownShare: number | null): WholeYear {
  return { market, own: ownShare === null ? null : ownShare * market };
}

function wholeByTerritory(table: ColumnTable): Map<string, WholeYear> {
  const [ids, market, share] = ["territory_id", "market_amount", "own_share"].map(name =>
    tableColumn(table, name),
  );
  return new Map(
    Array.from({ length: table.rows }, (_, row) => {
      const numberOf = (column: typeof market) => {
        const value = valueAt(column!, row);
        return typeof value === "number" && Number.isFinite(value) ? value : null;
      };
      return [String(valueAt(ids!, row)), wholeYear(numberOf(market) ?? 0, numberOf(share))] as const;
    }),
  );
}

/** @param whole null: the twin holds known accounts alone, so that theirs are all figures */
function figuresOf(
  { year, ahead }: Window,
  whole: WholeYear | null,
  rivals: boolean,
  minorUnits: number,
): YearBehind {
  const season = (what: "own" | "market") => (year[what] > 0 ? ahead[what] / year[what] : 1);
  const own = ahead.own / minorUnits;
  const market = rivals ? ahead.market / minorUnits : null;
  const allOwn = whole ? (whole.own === null ? null : whole.own * season("own")) : own;
  const allMarket = whole ? whole.market * season(rivals ? "market" : "own") : market;
  return {
    own_amount: allOwn,
    own_amount_known: own,
    market_amount: rivals ? allMarket : null,
    market_amount_known: market,
    own_share: rivals && allOwn !== null && allMarket ? allOwn / allMarket : null,
    visits: ahead.visits,
  };
}
