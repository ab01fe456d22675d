import { gridDisk, latLngToCell } from "h3-js";
import type { SyntheticAccount } from "./accounts.ts";
import {
  autoregression,
  type Pulse,
  promotionUtility,
  pulsesOf,
  typeIndex,
  type Week,
  weeksOf,
} from "./calendar.ts";
import { gamma, pickIndex, poisson, type Random, stream } from "./random.ts";
import { MINOR_UNITS, type SyntheticSpec } from "./spec.ts";
import { callWeights, contactsOf, type Visit } from "./visits.ts";

/** One purchase: amounts are whole `MINOR_UNITS`, `day` counts from 1970-01-01. */
export interface Purchase {
  readonly account: number;
  readonly day: number;
  readonly brand: number;
  readonly category: number;
  readonly units: number;
  readonly amount: number;
}

/** What drives a planted market besides its accounts. */
export interface Course {
  readonly weeks: readonly Week[];
  /** By type, then week. */
  readonly index: readonly (readonly number[])[];
  readonly pulses: readonly Pulse[];
  /** By brand, then week. */
  readonly promotion: readonly (readonly number[])[];
}

export interface WeekEvents {
  readonly week: number;
  readonly visits: readonly Visit[];
  readonly purchases: readonly Purchase[];
  /** Accounts that trade and know the own brand at the week's end. */
  readonly aware: number;
  /** Goodwill after the week's contacts, one entry an account; changes as the weeks go on. */
  readonly goodwill: Readonly<Float64Array>;
}

export function chartCourse(spec: SyntheticSpec, seed: number): Course {
  const weeks = weeksOf(spec.history);
  const { demand } = spec;
  const random = stream(seed, "season");
  const shocks = autoregression(random, weeks.length, demand.marketShock, demand.autocorrelation);
  const index = spec.types.map(type => typeIndex(random, weeks, type, demand, shocks));
  const pulses = spec.promotions.flatMap(p => pulsesOf(p, weeks));
  return {
    weeks,
    index,
    pulses,
    promotion: spec.brands.map(b => promotionUtility(pulses, b.name, weeks.length)),
  };
}

/** What changes from week to week, one entry an account. */
interface State {
  readonly aware: Uint8Array;
  readonly last: Int8Array;
  readonly goodwill: Float64Array;
  /** 1 = bought the own brand in the week before. */
  readonly bought: Uint8Array;
}

/**
 * Lives through history week by week, in the order of the design's "Week t": contacts, awareness, occasions.
 * A generator, so that a long history never stands in memory.
 */
export function* liveThrough(
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
  course: Course,
): Generator<WeekEvents> {
  const random = {
    visits: stream(seed, "visits"),
    aware: stream(seed, "aware"),
    sales: stream(seed, "sales"),
    categories: stream(seed, "categories"),
  };
  const state = firstState(accounts, stream(seed, "start"));
  const hearing = neighbourhoods(spec, accounts);
  const calls = callWeights(spec, accounts);
  for (const [week, { feast }] of course.weeks.entries()) {
    for (let i = 0; i < accounts.length; i++) state.goodwill[i]! *= spec.contact.carryOver;
    const visits = contactsOf(spec, random.visits, accounts, calls, week, course.weeks[week]!.start, feast);
    for (const visit of visits) {
      state.goodwill[visit.account]! += visit.goodwill;
      state.aware[visit.account] = 1;
    }
    spreadAwareness(spec, random.aware, accounts, hearing, state, week);
    const purchases = buy(spec, random, accounts, course, state, week);
    const aware = accounts.reduce((n, a, i) => n + (week >= a.from && week < a.to ? state.aware[i]! : 0), 0);
    yield { week, visits, purchases, aware, goodwill: state.goodwill };
  }
}

function firstState(accounts: readonly SyntheticAccount[], random: Random): State {
  const n = accounts.length;
  const state = {
    aware: Uint8Array.from(accounts, a => Number(a.awareAtStart)),
    last: new Int8Array(n),
    goodwill: new Float64Array(n),
    bought: new Uint8Array(n),
  };
  accounts.forEach((account, i) => {
    const weights = account.awareAtStart ? account.preference : [0, ...account.preference.slice(1)];
    state.last[i] = pickIndex(random, weights);
  });
  return state;
}

interface Hearing {
  /** Cell of each account. */
  readonly cell: Int32Array;
  /** For each cell: itself and its neighbours in use. */
  readonly around: readonly (readonly number[])[];
}

function neighbourhoods(spec: SyntheticSpec, accounts: readonly SyntheticAccount[]): Hearing {
  const names = accounts.map(a => latLngToCell(a.at[1], a.at[0], spec.resolution));
  const rows = new Map([...new Set(names)].map((name, row) => [name, row]));
  const around = [...rows.keys()].map(name => gridDisk(name, 1).flatMap(n => rows.get(n) ?? []));
  return { cell: Int32Array.from(names, name => rows.get(name)!), around };
}

/** Bass with local imitation: hazard p + q·S, S the influence-weighted share of last week's own buyers nearby. */
function spreadAwareness(
  spec: SyntheticSpec,
  random: Random,
  accounts: readonly SyntheticAccount[],
  hearing: Hearing,
  state: State,
  week: number,
): void {
  const buyers = new Float64Array(hearing.around.length);
  const all = new Float64Array(hearing.around.length);
  accounts.forEach((account, i) => {
    if (week < account.from || week >= account.to) return;
    all[hearing.cell[i]!]! += account.influence;
    if (state.bought[i]) buyers[hearing.cell[i]!]! += account.influence;
  });
  const share = hearing.around.map(cells => {
    const heard = cells.reduce((sum, c) => sum + all[c]!, 0);
    return heard > 0 ? cells.reduce((sum, c) => sum + buyers[c]!, 0) / heard : 0;
  });
  for (let i = 0; i < accounts.length; i++) {
    const hazard = spec.choice.innovation + spec.choice.imitation * share[hearing.cell[i]!]!;
    if (random.uniform() < hazard) state.aware[i] = 1;
  }
}

interface Baskets {
  readonly sales: Random;
  readonly categories: Random;
}

function buy(
  spec: SyntheticSpec,
  random: Baskets,
  accounts: readonly SyntheticAccount[],
  course: Course,
  state: State,
  week: number,
): Purchase[] {
  const { choice, brands } = spec;
  const weight = new Float64Array(brands.length);
  const promoted = brands.map((_, b) => Math.exp(course.promotion[b]![week]!));
  const loyal = Math.exp(choice.inertia);
  const purchases: Purchase[] = [];
  state.bought.fill(0);
  accounts.forEach((account, i) => {
    if (week < account.from || week >= account.to) return;
    const type = spec.types[account.type]!;
    const own = state.aware[i] ? Math.exp(spec.contact.effect * (1 - Math.exp(-state.goodwill[i]!))) : 0;
    const occasions = poisson(random.sales, account.rate * course.index[account.type]![week]!);
    for (let n = 0; n < occasions; n++) {
      for (let b = 0; b < brands.length; b++)
        weight[b] =
          account.preference[b]! * promoted[b]! * (b === 0 ? own : 1) * (state.last[i] === b ? loyal : 1);
      const brand = pickIndex(random.sales, weight);
      state.last[i] = brand;
      if (brand === 0) state.bought[i] = 1;
      const day = course.weeks[week]!.start + pickIndex(random.sales, type.weekdays);
      purchases.push({ account: i, day, brand, ...fillBasket(spec, random, account, brand) });
    }
  });
  return purchases.sort((a, b) => a.day - b.day || a.account - b.account);
}

/** Category, units and amount of one purchase. The amount does not depend on the category. */
function fillBasket(spec: SyntheticSpec, random: Baskets, account: SyntheticAccount, brand: number) {
  const { priceFactor, unitPrice, range } = spec.brands[brand]!;
  const { amountShape } = spec.demand;
  const mean = account.amountMean * priceFactor;
  const size = gamma(random.sales, amountShape) / amountShape;
  const amount = Math.max(MINOR_UNITS, Math.round(MINOR_UNITS * mean * size));
  const category = pickIndex(
    random.categories,
    account.mix.map((share, c) => share * range[c]!),
  );
  const unit = unitPrice * spec.categories.unitFactor[category]!;
  return { category, units: Math.max(1, Math.round(amount / MINOR_UNITS / unit)), amount };
}
