import { f64, i32 } from "../../core/columns.ts";
import type { Market } from "../../data/market/market.ts";
import { type UnitView, unitView } from "../../sim/spec/unitView.ts";
import { partOpen } from "../../twin/openings.ts";
import type { Twin } from "../../twin/source.ts";
import { type Membership, placedAccounts } from "../parameters/facts.ts";

/**
 * A recording unit of a paired run: the accounts of a type that are in one territory in both courses, -1 for none; known
 * and dark ones apart.
 */
export interface ComparedUnit {
  /** In either course: a plan may have moved them. */
  readonly territory: readonly [a: number, b: number];
  readonly type: number;
  readonly dark: boolean;
  /** Expected amount of one own order at today's prices, minor units; NaN where none is expected. */
  readonly ownOrder: number;
}

/** By territory and type, which is what paired runs are told by. */
export interface ComparedUnits {
  readonly view: UnitView;
  readonly units: readonly ComparedUnit[];
  /** Ids of the territories of both courses. */
  readonly territories: readonly string[];
  /** Names of the types; the last one gathers the smallest where there are many. */
  readonly types: readonly string[];
}

/** Most types that are told apart. */
const MAX_TYPES = 30;
const OTHER_TYPES = "(other types)";

/**
 * The recording units of a paired run over [0, horizon).
 * @param memberships of the courses; null: today's plan
 */
export function comparedUnits(
  twin: Twin,
  market: Market,
  horizon: number,
  memberships: readonly [a: Membership | null, b: Membership | null] = [null, null],
): ComparedUnits {
  const like = i32(twin.columns, "like");
  const placed = placedAccounts(market, twin);
  const today: Membership = { territories: twin.header.territories, territory: placed.territory };
  const [a, b] = memberships.map(membership => membership ?? today) as [Membership, Membership];
  const territories = [...new Set([...a.territories, ...b.territories])];
  const inAll = ({ territories: ids, territory }: Membership) => {
    const place = ids.map(id => territories.indexOf(id));
    return territory.map(t => place[t] ?? -1);
  };
  const [before, after] = [inAll(a), inAll(b)];
  const { types, typeOf } = foldTypes(market);
  const index = new Map<string, number>();
  const pairs: Omit<ComparedUnit, "ownOrder">[] = [];
  const unit = Int32Array.from(like, (i, k) => {
    const territory = [before[k]!, after[k]!] as const;
    const pair = { territory, type: typeOf(placed.type[k]!), dark: i < 0 };
    const key = `${territory.join("/")}/${pair.type}/${pair.dark}`;
    const known = index.get(key) ?? pairs.push(pair) - 1;
    index.set(key, known);
    return known;
  });
  const orders = ownOrders(twin, unit, pairs.length, horizon);
  return {
    view: unitView(unit, pairs.length),
    units: pairs.map((pair, u) => ({ ...pair, ownOrder: orders[u]! })),
    territories,
    types,
  };
}

/** The types, largest first kept; -1 stays -1. */
function foldTypes({ types, accounts }: Market): {
  types: readonly string[];
  typeOf: (type: number) => number;
} {
  if (types.length <= MAX_TYPES) return { types, typeOf: type => type };
  const size = new Int32Array(types.length);
  for (const type of accounts.type) if (type >= 0) size[type]!++;
  const kept = types
    .map((_, t) => t)
    .sort((a, b) => size[b]! - size[a]! || a - b)
    .slice(0, MAX_TYPES - 1);
  const place = new Map(kept.map((type, at) => [type, at]));
  return {
    types: [...kept.map(type => types[type]!), OTHER_TYPES],
    typeOf: type => (type < 0 ? -1 : (place.get(type) ?? kept.length)),
  };
}

/** Mean amount of an own order in each unit: accounts weighted by their occasions times own preference, while they are there. */
function ownOrders(twin: Twin, unit: Int32Array, units: number, horizon: number): Float64Array {
  const { columns, header } = twin;
  const { brands } = header.scalars;
  const there = partOpen(twin, horizon);
  const rate = f64(columns, "rate");
  const amount = f64(columns, "amountMean");
  const preference = f64(columns, "preference");
  const factor = f64(columns, "brandAmount")[0]!;
  const ownLine = f64(columns, "ownLine");
  const sums = new Float64Array(units);
  const weights = new Float64Array(units);
  unit.forEach((u, i) => {
    const all = preference.subarray(i * brands, (i + 1) * brands).reduce((a, b) => a + b, 0);
    const weight = all > 0 ? (there[i]! * rate[i]! * preference[i * brands]!) / all : 0;
    weights[u]! += weight;
    sums[u]! += weight * amount[i]! * factor * ownLine[i]!;
  });
  return sums.map((sum, u) => sum / weights[u]!);
}
