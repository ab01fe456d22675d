import { log } from "../../core/math.ts";
import { quantileSorted } from "../../core/stats.ts";
import type { Attribute, Market } from "../../data/market/market.ts";
import type { AmountScale } from "./amountScale.ts";
import type { Observed } from "./observed.ts";

/** One number an account, without gaps. */
export interface Feature {
  readonly name: string;
  readonly values: Float64Array;
}

/** Levels of a text that count, and the least share of accounts that one must have. */
const MOST_LEVELS = 12;
const LEAST_SHARE = 0.02;

/**
 * What is known of an account: type, attributes, influence, digital affinity, age, place, its area's population and
 * attributes. Where rivals' sales are seen the outcome is what it buys of them, and what it buys of us and what it bought
 * in the years before tell of that. Where only own sales are seen they are the outcome itself: an account's dealings
 * with us would make it comparable only to itself, and are left out.
 */
export function accountFeatures(market: Market, observed: Observed, scale: AmountScale): Feature[] {
  const { accounts, areas } = market;
  const typeNames = Array.from(accounts.type, t => (t < 0 ? null : market.types[t]));
  const features = [
    ...levels("type", typeNames),
    ...numbers("influence", accounts.influence),
    ...numbers("digital_affinity", accounts.digitalAffinity),
    ...numbers("age", observed.age.map(log1p)),
    ...numbers("lat", accounts.lat),
    ...numbers("lon", accounts.lon),
    ...Object.entries(accounts.attributes).flatMap(([name, attribute]) => attributeFeatures(name, attribute)),
  ];
  const ofArea = (read: (area: Market["areas"][number]) => number | null | undefined): Float64Array =>
    Float64Array.from(accounts.area, a => (a < 0 ? Number.NaN : (read(areas[a]) ?? Number.NaN)));
  features.push(
    ...numbers(
      "area population",
      ofArea(area => area.population),
    ),
  );
  for (const name of new Set(areas.flatMap(area => Object.keys(area.attributes)))) {
    features.push(
      ...numbers(
        `area ${name}`,
        ofArea(area => area.attributes[name]),
      ),
    );
  }
  if (observed.allBrands) {
    features.push(...numbers("own now", observed.ownYearly.map(scale.toScale)));
    for (const [y, { own, rivals }] of observed.before.entries()) {
      features.push(...numbers(`own ${y + 1} before`, own.map(scale.toScale)));
      features.push(...numbers(`rivals ${y + 1} before`, rivals.map(scale.toScale)));
    }
  }
  return unlike(features);
}

/** Without those that say the same as one before. */
function unlike(features: readonly Feature[]): Feature[] {
  return features.filter(
    ({ values }, f) =>
      !features.slice(0, f).some(other => other.values.every((value, i) => value === values[i])),
  );
}

function attributeFeatures(name: string, attribute: Attribute): Feature[] {
  return attribute.kind === "number" ? numbers(name, attribute.values) : levels(name, attribute.values);
}

/** A 0/1 column for each frequent level. A text whose levels are mostly rare (a street, a name) tells nothing here. */
function levels(name: string, values: readonly (string | null)[]): Feature[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const least = Math.max(5, LEAST_SHARE * values.length);
  const frequent = [...counts].filter(([, count]) => count >= least && count < values.length);
  frequent.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const kept = frequent.slice(0, MOST_LEVELS);
  if (kept.reduce((sum, [, count]) => sum + count, 0) < 0.3 * values.length) return [];
  return kept.map(([level]) => ({
    name: `${name}: ${level}`,
    values: Float64Array.from(values, value => (value === level ? 1 : 0)),
  }));
}

/**
 * A number, on a log scale where it is long-tailed. Gaps get the mean, and a column of their own where some but not all
 * have one. A number that does not differ is left out.
 */
function numbers(name: string, values: Float64Array): Feature[] {
  const given = values.filter(Number.isFinite).sort();
  if (given.length < 5 || given[0] === given[given.length - 1]) return [];
  const shape = isLongTailed(given) ? log1p : (x: number) => x;
  const mean = given.reduce((sum, x) => sum + shape(x), 0) / given.length;
  const filled = values.map(x => (Number.isFinite(x) ? shape(x) : mean));
  const missing = values.length - given.length;
  if (missing < 0.01 * values.length) return [{ name, values: filled }];
  const gaps = values.map(x => (Number.isFinite(x) ? 0 : 1));
  return [
    { name, values: filled },
    { name: `${name} missing`, values: gaps },
  ];
}

/** Never negative, and the upper tail ten times as long as the lower one. */
function isLongTailed(sorted: Float64Array): boolean {
  if (sorted[0] < 0) return false;
  const [low, middle, high] = [0.05, 0.5, 0.95].map(p => quantileSorted(sorted, p));
  return high - middle > 3 * (middle - low) && high > 10;
}

function log1p(x: number): number {
  return log(1 + x);
}
