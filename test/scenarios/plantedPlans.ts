import { latLngToCell } from "h3-js";
import type { Market } from "../../data/market/market.ts";
import { NO_CATEGORIES } from "../../data/readCategories.ts";
import { gammaSample, poissonSample, stream } from "../models/sampling.ts";
import { NO_RELATIONS } from "../models/smallMarket.ts";

/**
 * Markets of which everything is known, another plan for each, and what that plan truly changes in own sales of the year
 * ahead. Nothing of it is the estimator's: reps drive tours until their day is full, contacts move the odds of the own
 * brand by a power of goodwill, what a new rep costs fades by an exponential law and differs from account to account.
 */
export interface PlantedPlan {
  readonly market: Market;
  /** The plan as a file of the market folder. */
  readonly csv: string;
  /** Expected change of own sales over 52 weeks, minor units: in all, and without what broken relations cost. */
  readonly truth: { readonly change: number; readonly withoutLoss: number; readonly today: number };
}

const WEEKS = 104;
const AHEAD = 52;
const DAYS = 5;
const MINUTES_A_DAY = 450;
const CARRY_OVER = 0.8;
/** Monday 2023-01-02. */
const FIRST_DAY = 19_359;
/** Weeks before the year ahead that are played so that goodwill is what it usually is. */
const WARM_UP = 20;
/** Times that the reps' weeks ahead are played: sales are expected ones, so only contacts are left to chance. */
const REPEATS = 6;

type Next = () => number;

interface Shop {
  readonly x: number;
  readonly y: number;
  readonly rate: number;
  readonly amount: number;
  /** Odds of the own brand at usual goodwill, and its power. */
  readonly odds: number;
  readonly attention: number;
}

interface World {
  readonly shops: readonly Shop[];
  readonly homes: readonly { readonly x: number; readonly y: number }[];
  readonly minutesPerKm: number;
  readonly minutes: number;
  /** Power of goodwill in the odds of the own brand. */
  readonly power: number;
  readonly loss: number;
  readonly fade: number;
  readonly gap: number;
}

export function plantPlan(seed: number): PlantedPlan {
  const next = stream(seed);
  for (let i = 0; i < 20; i++) next();
  const places = towns(next);
  const shops = Array.from({ length: 240 }, () => shopIn(places, next));
  const homes = [0, 1, 2, 3].map(h => ({ x: 30 + 60 * (h % 2), y: 30 + 60 * Math.floor(h / 2) }));
  const nearest = (s: Shop, among: World["homes"]) =>
    among.reduce((best, home, h) => (km(s, home) < km(s, among[best]!) ? h : best), 0);
  // Today's plan is nobody's choice: most accounts go with the nearest rep, the others with any.
  const stray = 0.1 + 0.3 * next();
  const today = shops.map(s => (next() < stray ? Math.floor(4 * next()) : nearest(s, homes)));
  // As studies of personal selling differ: mean 0.34, coefficient of variation 0.6.
  const elasticity = 0.34 * logNormal(0.6, stream(seed + 40_000));
  const fixed = {
    shops,
    homes: [...homes, { x: 60, y: 60 }],
    // The firm's roads are what its settings say, give or take a tenth.
    minutesPerKm: 1.4 * (60 / 45) * (0.9 + 0.2 * next()),
    minutes: 15 + 15 * next(),
    loss: 0.176 * next(),
    fade: 12 + 14 * next(),
    gap: 4 * next(),
  };
  const after = recut(seed % 5, { today, homes: fixed.homes, shops, next, nearest });
  const world = { ...fixed, power: powerFor(elasticity, fixed, today, stream(seed + 10_000)) };
  const sold = (plan: readonly number[], loses: boolean) =>
    yearAhead(world, today, plan, loses, stream(seed + 20_000));
  const before = sold(today, false);
  return {
    market: marketOf(seed, world, today, stream(seed + 30_000)),
    csv: planCsv(today, after),
    truth: {
      today: before,
      withoutLoss: sold(after, false) - before,
      change: sold(after, true) - before,
    },
  };
}

interface Recut {
  readonly today: readonly number[];
  readonly homes: World["homes"];
  readonly shops: readonly Shop[];
  readonly next: Next;
  readonly nearest: (shop: Shop, among: World["homes"]) => number;
}

/** Five kinds of plans: to the nearest rep, by chance, a fifth rep, one rep less, and two territories that trade reps. */
function recut(kind: number, { today, homes, shops, next, nearest }: Recut): number[] {
  if (kind === 0) return shops.map(s => nearest(s, homes.slice(0, 4)));
  if (kind === 1) return today.map(t => (next() < 0.15 ? Math.floor(4 * next()) : t));
  if (kind === 2) {
    const near = shops.map((_, i) => i).sort((a, b) => km(shops[a]!, homes[4]!) - km(shops[b]!, homes[4]!));
    const taken = new Set(near.slice(0, 55));
    return today.map((t, i) => (taken.has(i) ? 4 : t));
  }
  if (kind === 3) return today.map((t, i) => (t === 3 ? nearest(shops[i]!, homes.slice(0, 3)) : t));
  return today.map(t => (t === 0 ? 1 : t === 1 ? 0 : t));
}

function planCsv(today: readonly number[], after: readonly number[]): string {
  const rows = after.flatMap((t, i) => (t === today[i] ? [] : [`T${t + 1},A${i},R${t + 1}`]));
  return ["territory_id,account_id,rep_id", ...rows].join("\n");
}

function towns(next: Next) {
  return Array.from({ length: 6 }, () => ({
    x: 120 * next(),
    y: 120 * next(),
    spread: 4 + 12 * next(),
    size: 0.4 + next(),
  }));
}

function shopIn(places: ReturnType<typeof towns>, next: Next): Shop {
  const all = places.reduce((sum, p) => sum + p.size, 0);
  let u = all * next();
  const town = places.find(p => {
    u -= p.size;
    return u <= 0;
  })!;
  const [rate, amount] = [0.2 + gammaSample(1.5, next) * 0.4, 4000 + gammaSample(3, next) * 2000];
  const own = 0.15 + 0.5 * next();
  return {
    x: town.x + town.spread * normal(next),
    y: town.y + town.spread * normal(next),
    rate,
    amount,
    odds: own / (1 - own),
    attention: Math.sqrt(rate * amount) * (0.6 + 0.8 * next()),
  };
}

/** Kilometres on the plane. */
function km(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Shops that a rep calls on in a week: each day it drives to as many of those whose turn it is as its day holds. */
function weekOf(world: World, plan: readonly number[], rep: number, next: Next): number[] {
  const own = plan.flatMap((r, i) => (r === rep ? [i] : []));
  if (own.length === 0) return [];
  let stops = 5;
  return Array.from({ length: DAYS }, () => {
    const turn = own
      .map(i => ({ i, key: -Math.log(1 - next()) / world.shops[i]!.attention }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i);
    const fits = (n: number) =>
      tourKm(world, turn.slice(0, n), rep) * world.minutesPerKm + n * world.minutes <= MINUTES_A_DAY;
    while (stops > 0 && !fits(stops)) stops--;
    while (stops < turn.length && fits(stops + 1)) stops++;
    return turn.slice(0, stops);
  }).flat();
}

/** A tour from home and back: the nearest next, then every stretch turned round that makes it shorter (2-opt). */
function tourKm({ shops, homes }: World, stops: readonly number[], rep: number): number {
  const home = homes[rep]!;
  const left = stops.map(i => shops[i]!);
  const tour: { x: number; y: number }[] = [home];
  while (left.length > 0) {
    const here = tour.at(-1)!;
    let best = 0;
    for (let s = 1; s < left.length; s++) if (km(here, left[s]!) < km(here, left[best]!)) best = s;
    tour.push(...left.splice(best, 1));
  }
  tour.push(home);
  for (let better = true; better; ) {
    better = false;
    for (let a = 1; a < tour.length - 2; a++)
      for (let b = a + 1; b < tour.length - 1; b++) {
        const [before, first, last, behind] = [tour[a - 1]!, tour[a]!, tour[b]!, tour[b + 1]!];
        if (km(before, last) + km(first, behind) + 1e-9 >= km(before, first) + km(last, behind)) continue;
        tour.splice(a, b - a + 1, ...tour.slice(a, b + 1).reverse());
        better = true;
      }
  }
  return tour.slice(1).reduce((sum, stop, s) => sum + km(tour[s]!, stop), 0);
}

/** Own share of a shop's orders: odds grow by a power of goodwill over what is usual for all. */
function ownShare({ odds }: Shop, power: number, goodwill: number): number {
  const o = odds * ((0.5 + goodwill) / 2) ** power;
  return o / (1 + o);
}

function season(week: number): number {
  return 1 + 0.15 * Math.sin((2 * Math.PI * week) / 52);
}

/** The power under which a tenth more goodwill everywhere brings `elasticity` tenths more own sales. */
function powerFor(
  elasticity: number,
  fixed: Omit<World, "power">,
  plan: readonly number[],
  next: Next,
): number {
  const goodwill = fixed.shops.map(() => 0);
  const world = { ...fixed, power: 0 };
  for (let week = 0; week < 40; week++) meet(world, plan, goodwill, next, () => true);
  const sales = (power: number, factor: number) =>
    fixed.shops.reduce((sum, s, i) => sum + s.rate * s.amount * ownShare(s, power, factor * goodwill[i]!), 0);
  let [low, high] = [0, 5];
  for (let step = 0; step < 40; step++) {
    const power = (low + high) / 2;
    if (Math.log(sales(power, 1.1) / sales(power, 1)) / Math.log(1.1) < elasticity) low = power;
    else high = power;
  }
  return (low + high) / 2;
}

/** A week's contacts, and what they do to goodwill. */
function meet(
  world: World,
  plan: readonly number[],
  goodwill: number[],
  next: Next,
  counts: (shop: number) => boolean,
): number[] {
  const called = world.homes.flatMap((_, rep) => weekOf(world, plan, rep, next));
  goodwill.forEach((g, i) => {
    goodwill[i] = CARRY_OVER * g;
  });
  for (const i of called) if (counts(i)) goodwill[i]! += 1;
  return called;
}

/** Expected own sales of the 52 weeks after history under a plan, minor units. */
function yearAhead(
  world: World,
  today: readonly number[],
  plan: readonly number[],
  loses: boolean,
  next: Next,
): number {
  const { shops, power, fade, gap } = world;
  const year = fade * (1 - Math.exp(-AHEAD / fade));
  let sum = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const goodwill = shops.map(() => 0);
    const losses = shops.map(() => 2 * world.loss * next());
    for (let week = -WARM_UP; week < AHEAD; week++) {
      const missed = Math.min(1, Math.max(0, gap - week));
      const now = week < 0 ? today : plan;
      meet(world, now, goodwill, next, i => week < 0 || plan[i] === today[i] || next() >= missed);
      if (week < 0) continue;
      shops.forEach((s, i) => {
        const lost = loses && plan[i] !== today[i] ? (losses[i]! * AHEAD * Math.exp(-week / fade)) / year : 0;
        const orders = s.rate * season(WEEKS + week) * ownShare(s, power, goodwill[i]!);
        sum += (orders * s.amount * (1 - Math.min(1, lost))) / REPEATS;
      });
    }
  }
  return sum;
}

function normal(next: Next): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Of mean 1. */
function logNormal(variation: number, next: Next): number {
  const variance = Math.log1p(variation ** 2);
  return Math.exp(Math.sqrt(variance) * normal(next) - variance / 2);
}

/** Two years of sales and contacts as the company has them. */
function marketOf(seed: number, world: World, today: readonly number[], next: Next): Market {
  const { shops, power, minutes } = world;
  const goodwill = shops.map(() => 0);
  for (let week = 0; week < WARM_UP; week++) meet(world, today, goodwill, next, () => true);
  const sales: { account: number; period: number; brand: number; amount: number }[] = [];
  const visits: { account: number; period: number; rep: number }[] = [];
  for (let period = 0; period < WEEKS; period++) {
    for (const account of meet(world, today, goodwill, next, () => true))
      visits.push({ account, period, rep: today[account]! });
    shops.forEach((s, account) => {
      const bought = [0, 0, 0];
      for (let k = poissonSample(s.rate * season(period), next); k > 0; k--) {
        const brand = next() < ownShare(s, power, goodwill[account]!) ? 0 : next() < 0.6 ? 1 : 2;
        bought[brand]! += Math.max(1, Math.round((s.amount * gammaSample(4, next)) / 4));
      }
      bought.forEach((amount, brand) => {
        if (amount > 0) sales.push({ account, period, brand, amount });
      });
    });
  }
  sales.sort((a, b) => a.account - b.account || a.period - b.period || a.brand - b.brand);
  visits.sort((a, b) => a.account - b.account || a.period - b.period);
  const at = ({ x, y }: { x: number; y: number }) => ({
    lat: 39 + y / 111.2,
    lon: 32 + x / (111.2 * Math.cos((39.5 * Math.PI) / 180)),
  });
  const lat = Float64Array.from(shops, s => at(s).lat);
  const lon = Float64Array.from(shops, s => at(s).lon);
  const h3 = shops.map((_, i) => latLngToCell(lat[i]!, lon[i]!, 7));
  const cells = [...new Set(h3)].sort();
  const n = shops.length;
  const cell = Int32Array.from(h3, h => cells.indexOf(h));
  const first = cells.map((_, c) => cell.indexOf(c));
  const nothing = () => new Float64Array(n).fill(Number.NaN);
  const none = () => new Int32Array(n).fill(-1);
  const repIds = world.homes.map((_, r) => `R${r + 1}`);
  return {
    name: `planted plan ${seed}`,
    synthetic: true,
    currency: "EUR",
    minorUnits: 100,
    timezone: "Etc/UTC",
    country: null,
    language: "en",
    resolution: 7,
    period: "week",
    seed: 1,
    hash: `planted-plan-${seed}`,
    periodStart: Int32Array.from({ length: WEEKS }, (_, t) => FIRST_DAY + 7 * t),
    brands: ["own", "rival one", "rival two"],
    types: ["shop"],
    territories: repIds.slice(0, 4).map((repId, t) => ({ id: `T${t + 1}`, name: `T${t + 1}`, repId })),
    areas: [],
    plan: { areas: new Int32Array(0), cells: [] },
    reps: world.homes.map((home, r) => ({
      ...{ id: repIds[r]!, name: repIds[r]!, weeklyCalls: null, weeklyCost: null },
      ...at(home),
    })),
    cells: {
      count: cells.length,
      h3: BigUint64Array.from(cells, h => BigInt(`0x${h}`)),
      lat: Float64Array.from(first, i => lat[i]!),
      lon: Float64Array.from(first, i => lon[i]!),
      area: new Int32Array(cells.length).fill(-1),
      territory: Int32Array.from(first, i => today[i]!),
    },
    accounts: {
      count: n,
      ids: shops.map((_, i) => `A${i}`),
      names: shops.map(() => null),
      site: Int32Array.from(shops.keys()),
      siteIds: shops.map((_, i) => `A${i}`),
      successor: none(),
      cell,
      type: new Int32Array(n),
      area: none(),
      territory: Int32Array.from(today),
      ownTerritory: Int32Array.from(today),
      namedTerritory: none(),
      lat,
      lon,
      opened: nothing(),
      closed: nothing(),
      influence: new Float64Array(n).fill(1),
      digitalAffinity: nothing(),
      attributes: {},
    },
    sales: {
      count: sales.length,
      account: Int32Array.from(sales, s => s.account),
      period: Int32Array.from(sales, s => s.period),
      brand: Uint8Array.from(sales, s => s.brand),
      amount: Float64Array.from(sales, s => s.amount),
    },
    visits: {
      count: visits.length,
      account: Int32Array.from(visits, v => v.account),
      period: Int32Array.from(visits, v => v.period),
      rep: Int32Array.from(visits, v => v.rep),
      hourOfWeek: new Int16Array(visits.length).fill(-1),
      channel: new Int32Array(visits.length),
      minutes: new Float64Array(visits.length).fill(minutes),
      outcome: visits.map(() => null),
    },
    calendar: [],
    ...NO_CATEGORIES,
    ...NO_RELATIONS,
  };
}
