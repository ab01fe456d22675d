import { cellToLatLng, latLngToCell } from "h3-js";
import { firstOfMonth, periodEnd } from "../../core/period.ts";
import type {
  AccountColumns,
  AreaSalesColumns,
  Attribute,
  CellColumns,
  Market,
  SalesColumns,
  SightingColumns,
  VisitColumns,
} from "../../data/market/market.ts";
import { NO_CATEGORIES } from "../../data/readCategories.ts";
import type { PlantedAccount } from "./accounts.ts";
import type { Ground } from "./ground.ts";
import type { Entry } from "./lists.ts";
import { emptyRelations } from "./noRelations.ts";
import type { Random } from "./random.ts";
import type { PlantedShape } from "./shape.ts";
import { MINOR_UNITS, type Trade, WEEKS } from "./trade.ts";

/** Monday 2023-01-02. */
const FIRST_DAY = 19_359;

export interface Parts {
  readonly shape: PlantedShape;
  readonly seed: number;
  readonly ground: Ground;
  readonly accounts: readonly PlantedAccount[];
  readonly trade: Trade;
  readonly entries: readonly Entry[];
}

/** What the company sees of a planted market: known accounts only, with their sales; lists and totals. */
export function assembleMarket(parts: Parts, random: Random): Market {
  const { shape, seed, ground, accounts, trade } = parts;
  const known = accounts.flatMap((account, i) => (account.known ? [i] : []));
  const place = new Int32Array(accounts.length).fill(-1);
  known.forEach((i, k) => {
    place[i] = k;
  });
  const cells = cellsOf(parts, known);
  return {
    name: `planted: ${shape.name}`,
    synthetic: true,
    currency: "EUR",
    minorUnits: MINOR_UNITS,
    timezone: "Etc/UTC",
    country: null,
    language: "en",
    resolution: shape.resolution,
    period: "week",
    seed: 1,
    hash: `planted-${shape.name}-${seed}`,
    periodStart: Int32Array.from({ length: WEEKS }, (_, t) => FIRST_DAY + 7 * t),
    brands: shape.brands.map(b => b.name),
    types: shape.types.map(t => t.name),
    territories: ground.homes.map((_, t) => ({
      id: `T${t + 1}`,
      name: `Territory ${t + 1}`,
      repId: `R${t + 1}`,
    })),
    areas: ground.areas.map(({ id, population, income, geometry }) => ({
      id,
      name: id,
      population,
      attributes: { population, income: Math.round(1000 * income) / 1000 },
      geometry,
    })),
    plan: { areas: Int32Array.from(ground.areas, a => a.territory), cells: [] },
    reps: ground.homes.map(({ x, y }, t) => {
      const home = ground.toDegrees(x, y);
      return { id: `R${t + 1}`, name: `Rep ${t + 1}`, ...home, weeklyCalls: 60, weeklyCost: null };
    }),
    cells: cells.columns,
    accounts: accountColumns(parts, known, cells.of),
    sales: salesColumns(trade, place),
    ...NO_CATEGORIES,
    visits: visitColumns(parts, known, random),
    calendar: [],
    ...emptyRelations(),
    areaSales: panel(parts, random),
    sightings: sightings(parts, place),
  };
}

export function cellOf({ shape, ground }: Pick<Parts, "shape" | "ground">, x: number, y: number): bigint {
  const { lat, lon } = ground.toDegrees(x, y);
  return BigInt(`0x${latLngToCell(lat, lon, shape.resolution)}`);
}

function cellsOf(parts: Parts, known: readonly number[]): { columns: CellColumns; of: Int32Array } {
  const h3 = known.map(i => cellOf(parts, parts.accounts[i].x, parts.accounts[i].y));
  const used = [...new Set(h3)].sort((a, b) => (a < b ? -1 : 1));
  const index = new Map(used.map((h, c) => [h, c]));
  const of = Int32Array.from(h3, h => index.get(h) ?? -1);
  const weight = used.map(() => new Map<number, number>());
  known.forEach((i, k) => {
    const { area } = parts.accounts[i];
    weight[of[k]].set(area, (weight[of[k]].get(area) ?? 0) + parts.trade.amount52[i]);
  });
  const area = weight.map(sums => [...sums].sort((a, b) => b[1] - a[1])[0][0]);
  const centre = used.map(h => cellToLatLng(h.toString(16)));
  const columns = {
    count: used.length,
    h3: BigUint64Array.from(used),
    lat: Float64Array.from(centre, ([lat]) => lat),
    lon: Float64Array.from(centre, ([, lon]) => lon),
    area: Int32Array.from(area),
    territory: Int32Array.from(area, a => parts.ground.areas[a].territory),
  };
  return { columns, of };
}

function accountColumns(
  { shape, accounts, ground }: Parts,
  known: readonly number[],
  cell: Int32Array,
): AccountColumns {
  const count = known.length;
  const all = known.map(i => accounts[i]);
  const at = all.map(a => ground.toDegrees(a.x, a.y));
  const ids = known.map((_, k) => `K${String(k + 1).padStart(5, "0")}`);
  return {
    count,
    ids,
    names: all.map(a => (shape.named ? a.name : null)),
    site: Int32Array.from(ids, (_, k) => k),
    siteIds: ids,
    successor: new Int32Array(count).fill(-1),
    cell,
    type: Int32Array.from(all, a => a.type),
    area: Int32Array.from(all, a => a.area),
    territory: Int32Array.from(all, a => a.territory),
    ownTerritory: new Int32Array(count).fill(-1),
    namedTerritory: new Int32Array(count).fill(-1),
    lat: Float64Array.from(at, p => p.lat),
    lon: Float64Array.from(at, p => p.lon),
    opened: Float64Array.from(all, a => (a.from > 0 ? FIRST_DAY + 7 * a.from : Number.NaN)),
    closed: Float64Array.from(all, a => (a.to < WEEKS ? FIRST_DAY + 7 * a.to : Number.NaN)),
    influence: new Float64Array(count).fill(1),
    digitalAffinity: new Float64Array(count).fill(Number.NaN),
    attributes: staffColumn(shape, all),
  };
}

/** How many work there, of accounts or of entries of a list. */
function staffColumn(
  { staffed }: PlantedShape,
  rows: readonly { readonly staff: number }[],
): Record<string, Attribute> {
  return staffed ? { staff: { kind: "number", values: Float64Array.from(rows, r => r.staff) } } : {};
}

function salesColumns({ rows }: Trade, place: Int32Array): SalesColumns {
  return {
    count: rows.length,
    account: Int32Array.from(rows, r => place[r.account]),
    period: Int32Array.from(rows, r => r.week),
    brand: Uint8Array.from(rows, r => r.brand),
    amount: Float64Array.from(rows, r => r.amount),
  };
}

/** Reps go to the large ones more often, and to the far ones less. */
function visitColumns({ accounts }: Parts, known: readonly number[], random: Random): VisitColumns {
  const mean = known.reduce((sum, i) => sum + accounts[i].size / known.length, 0);
  const rows = known.flatMap((i, k) => {
    const { size, distance, territory, from, to } = accounts[i];
    const visits = random.poisson((5 * Math.sqrt(Math.min(9, size / mean))) / (1 + distance / 60));
    const weeks = Array.from({ length: visits }, () => WEEKS - 52 + random.below(52));
    return weeks
      .filter(week => week >= from && week < to)
      .sort((a, b) => a - b)
      .map(period => ({
        account: k,
        period,
        rep: territory,
        hour: 24 * random.below(5) + 9 + random.below(9),
      }));
  });
  return {
    count: rows.length,
    account: Int32Array.from(rows, r => r.account),
    period: Int32Array.from(rows, r => r.period),
    rep: Int32Array.from(rows, r => r.rep),
    hourOfWeek: Int16Array.from(rows, r => r.hour),
    channel: new Int32Array(rows.length),
    minutes: new Float64Array(rows.length).fill(Number.NaN),
    outcome: rows.map(() => null),
  };
}

/** Totals by area, month and brand, of the whole months of the history; some areas may have none. */
function panel({ shape, ground, trade }: Parts, random: Random): AreaSalesColumns {
  const months = wholeMonths();
  const brands = shape.brands.length;
  const rows = ground.areas.flatMap((area, a) => {
    if (random.uniform() >= shape.panel.covered) return [];
    return months.flatMap(({ start, last }) =>
      shape.brands.map((_, brand) => {
        const from = (a * brands + brand) * 7 * WEEKS - FIRST_DAY;
        const sold = trade.byDay.subarray(from + start, from + last + 1).reduce((sum, v) => sum + v, 0);
        const told = Math.round(sold * Math.exp(shape.panel.error * random.normal()));
        return { area: a, id: area.id, start, last, brand, amount: told };
      }),
    );
  });
  return {
    count: rows.length,
    area: Int32Array.from(rows, r => r.area),
    areaIds: rows.map(r => r.id),
    start: Int32Array.from(rows, r => r.start),
    last: Int32Array.from(rows, r => r.last),
    span: rows.map(() => "month"),
    brand: Int32Array.from(rows, r => r.brand),
    source: new Int32Array(rows.length),
    amount: Float64Array.from(rows, r => r.amount),
  };
}

function wholeMonths(): { readonly start: number; readonly last: number }[] {
  const months: { start: number; last: number }[] = [];
  for (let m = 0; m < 36; m++) {
    const start = firstOfMonth(12 * 2023 + m);
    const last = periodEnd(start, "month");
    if (start >= FIRST_DAY && last < FIRST_DAY + 7 * WEEKS) months.push({ start, last });
  }
  return months;
}

/** Entries with their numbers, as the market's sightings are sorted: by list and number. */
export function entryRows({ entries }: Pick<Parts, "entries">): (Entry & { readonly ref: string })[] {
  return entries
    .map((entry, k) => ({ ...entry, ref: `${String(k + 1).padStart(6, "0")}` }))
    .sort((a, b) => (a.list === b.list ? (a.ref < b.ref ? -1 : 1) : a.list < b.list ? -1 : 1));
}

function sightings(parts: Parts, place: Int32Array): SightingColumns {
  const { ground, shape } = parts;
  const rows = entryRows(parts);
  const at = rows.map(r => ground.toDegrees(r.x, r.y));
  return {
    count: rows.length,
    source: rows.map(r => r.list),
    ref: rows.map(r => r.ref),
    lat: Float64Array.from(at, p => p.lat),
    lon: Float64Array.from(at, p => p.lon),
    h3: BigUint64Array.from(rows, r => cellOf(parts, r.x, r.y)),
    account: Int32Array.from(rows, r => (r.linked < 0 ? -1 : place[r.linked])),
    name: rows.map(r => (shape.named ? r.name : null)),
    type: rows.map(r => (r.type === null ? null : shape.types[r.type].name)),
    attributes: staffColumn(shape, rows),
  };
}
