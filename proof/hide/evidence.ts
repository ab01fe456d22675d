import { cellAt } from "../../core/hexgrid.ts";
import { historyEnd } from "../../core/period.ts";
import { spanEnd, spanStart } from "../../data/ingest/spans.ts";
import type { AreaSalesColumns, Attribute, Market, SightingColumns } from "../../data/market/market.ts";
import { pickSightings } from "../cut/keepAccounts.ts";
import { STREAM, shuffled, uniforms } from "./chance.ts";
import { type Fall, sumRecorded } from "./closedWorld.ts";
import type { Site } from "./sites.ts";

/** A second list that a market does not have, drawn from all of its sites. */
export interface ListOptions {
  /** Share of the sites that the list holds. */
  readonly coverage: number;
  /** How far the types' own shares differ: each is coverage · (1 ± spread), drawn by type; default 0, all alike. */
  readonly typeSpread?: number;
  /** Share of the recorded entries that carry the account's number; default 0. */
  readonly linked?: number;
  /** Whether entries carry the account's name; default not. */
  readonly named?: boolean;
}

/** Area totals by calendar month and brand over all of history, from the sales of all accounts, hidden ones too. */
export function panelOf(market: Market, fall: Fall): AreaSalesColumns {
  const first = market.periodStart[0];
  const end = historyEnd(market) - 1;
  const months: number[] = [];
  for (let day = spanStart(first, "month"); day <= end; day = spanEnd(day, "month") + 1) {
    if (day >= first && spanEnd(day, "month") <= end) months.push(day);
  }
  const cells = market.areas.flatMap((_, area) =>
    months.flatMap(start => market.brands.map((_, brand) => ({ area, start, brand }))),
  );
  const rows = {
    count: cells.length,
    area: Int32Array.from(cells, c => c.area),
    areaIds: cells.map(c => market.areas[c.area].id),
    start: Int32Array.from(cells, c => c.start),
    last: Int32Array.from(cells, c => spanEnd(c.start, "month")),
    span: cells.map(() => "month" as const),
    brand: Int32Array.from(cells, c => c.brand),
    source: new Int32Array(cells.length),
  };
  return { ...rows, amount: sumRecorded(market, rows, fall) };
}

/**
 * A list of a random part of the sites, drawn type by type, with place and type, in an order that tells nothing.
 * @param place [account] its index in the market that is shown; -1 for a hidden one, which no list can name
 */
export function listOf(
  market: Market,
  sites: readonly Site[],
  place: Int32Array,
  options: ListOptions,
  seed: number,
): SightingColumns {
  const { accounts, types } = market;
  const drawn = drawByType(market, sites, options, seed);
  const named = uniforms(seed, STREAM.listLinks);
  const order = shuffled(drawn.length, seed, STREAM.listOrder);
  const entries = order.map(k => sites[drawn[k]].account);
  const lat = Float64Array.from(entries, i => accounts.lat[i]);
  const lon = Float64Array.from(entries, i => accounts.lon[i]);
  return {
    count: entries.length,
    source: entries.map(() => "second list"),
    ref: entries.map((_, k) => `L${String(k + 1).padStart(6, "0")}`),
    lat,
    lon,
    h3: BigUint64Array.from(entries, (_, k) => cellAt(lat[k], lon[k], market.resolution)),
    account: Int32Array.from(entries, (i, k) => (named(k) < (options.linked ?? 0) ? place[i] : -1)),
    name: entries.map(i => (options.named ? accounts.names[i] : null)),
    type: entries.map(i => types[accounts.type[i]] ?? null),
    attributes: {},
  };
}

function drawByType(
  { accounts }: Market,
  sites: readonly Site[],
  { coverage, typeSpread = 0 }: ListOptions,
  seed: number,
): number[] {
  const byType = new Map<number, number[]>();
  for (const s of shuffled(sites.length, seed, STREAM.list)) {
    const type = accounts.type[sites[s].account];
    const list = byType.get(type);
    if (list) list.push(s);
    else byType.set(type, [s]);
  }
  const rate = uniforms(seed, STREAM.listRates);
  return [...byType].flatMap(([type, list]) => {
    const share = Math.min(1, coverage * (1 + typeSpread * (2 * rate(type + 1) - 1)));
    return list.slice(0, Math.round(share * list.length));
  });
}

/** The lists of two markets as one table, sorted by source and ref as ingest does. */
export function joinSightings(a: SightingColumns, b: SightingColumns): SightingColumns {
  const joined: SightingColumns = {
    count: a.count + b.count,
    source: [...a.source, ...b.source],
    ref: [...a.ref, ...b.ref],
    lat: Float64Array.from([...a.lat, ...b.lat]),
    lon: Float64Array.from([...a.lon, ...b.lon]),
    h3: BigUint64Array.from([...a.h3, ...b.h3]),
    account: Int32Array.from([...a.account, ...b.account]),
    name: [...a.name, ...b.name],
    type: [...a.type, ...b.type],
    attributes: joinAttributes(a, b),
  };
  const name = (i: number) => `${joined.source[i]}\n${joined.ref[i]}`;
  const order = Array.from(joined.source, (_, i) => i).sort((i, j) => (name(i) < name(j) ? -1 : 1));
  return pickSightings(joined, Int32Array.from(order));
}

/** What a list does not say of its entries is null, or not a number. */
function joinAttributes(a: SightingColumns, b: SightingColumns): Record<string, Attribute> {
  const names = [...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])];
  return Object.fromEntries(
    names.map((name): [string, Attribute] => {
      const parts = [a, b].map(list => ({ count: list.count, column: list.attributes[name] }));
      if (parts.every(({ column }) => column === undefined || column.kind === "number")) {
        const values = parts.flatMap(({ count, column }) =>
          column?.kind === "number" ? [...column.values] : new Array<number>(count).fill(Number.NaN),
        );
        return [name, { kind: "number", values: Float64Array.from(values) }];
      }
      const values = parts.flatMap(({ count, column }) =>
        column === undefined ? new Array<null>(count).fill(null) : Array.from(column.values, textOf),
      );
      return [name, { kind: "text", values }];
    }),
  );
}

function textOf(value: string | number | null): string | null {
  return value === null || Number.isNaN(value) ? null : String(value);
}
