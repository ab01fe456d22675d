import { yearPeriods } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { categoryBreadth } from "./breadth.ts";
import { type BuyingYear, buyingYear } from "./buying.ts";
import type { AxisKey } from "./types.ts";

/** What other models know of accounts, where they have been there. Index: account. NaN: not known. */
export interface SegmentInputs {
  /** Most an account could buy in a year, all brands, minor units; else what it is seen to buy. */
  readonly wallet?: Float64Array | undefined;
  /** How much of the range an account buys, 0 to 1; else from its sales by category. */
  readonly interest?: Float64Array | undefined;
  /** Share of its week after 15:00, 0 to 1; else from the hours of its contacts. */
  readonly lateShare?: Float64Array | undefined;
}

/** Raw figures by axis, NaN where the input says nothing; scaled by `scale.ts`. */
export type RawAxes = Readonly<Record<AxisKey, Float64Array>>;

/** An account's figures at a date. */
export interface AxesAt {
  readonly raw: RawAxes;
  readonly buying: BuyingYear;
  /** Whether the account was known then and has not been followed by another number. */
  readonly present: Uint8Array;
}

/** Contacts that pull an account towards everybody's share. */
const PRIOR_CONTACTS = 4;
/** Contacts that a stated preference weighs as much as. */
const STATED_CONTACTS = 4;
const LATE_HOUR = 15;
const FACE_TO_FACE = CHANNELS.indexOf("face_to_face");

/** Figures of all accounts after `end` periods of history. What comes later is not looked at. */
export function axesAt(market: Market, end: number, inputs: SegmentInputs = {}): AxesAt {
  const { accounts } = market;
  const buying = buyingYear(market, end);
  const { own, all, silence, active, year } = buying;
  const rivals = market.brands.length > 1;
  const nothing = () => new Float64Array(accounts.count).fill(Number.NaN);
  const meanOwn = meanOf(own);
  const meanAll = meanOf(all);
  return {
    buying,
    present: presentAt(market, end, buying),
    raw: {
      value: own.map(v => Math.max(0, v) / meanOwn),
      frequency: active.map((periods, i) => periods / Math.min(year, Math.max(1, buying.seen[i]))),
      recency: Float64Array.from(silence, s => 1 - Math.log1p(Math.min(s, year)) / Math.log1p(year)),
      trend: buying.trend,
      power: inputs.wallet ?? (rivals ? all.map(v => Math.max(0, v) / meanAll) : nothing()),
      loyalty: rivals ? all.map((v, i) => (v > 0 ? clamp(own[i] / v) : Number.NaN)) : nothing(),
      interest: inputs.interest ?? categoryBreadth(market, end),
      influence: Float64Array.from(accounts.influence, v => Math.log(Math.max(v, 1e-3))),
      digital: accounts.digitalAffinity,
      channel: remoteShare(market, end),
      hour: inputs.lateShare ?? lateShare(market, end),
    },
  };
}

function clamp(v: number): number {
  return Math.min(1, Math.max(0, v));
}

/** Mean of the positive values; amounts are told relative to it, so that dates with other prices compare. */
function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const v of values) {
    if (v <= 0) continue;
    sum += v;
    count++;
  }
  return count > 0 ? sum / count : 1;
}

function presentAt(market: Market, end: number, buying: BuyingYear): Uint8Array {
  const { opened, successor } = market.accounts;
  const day = end < market.periodStart.length ? market.periodStart[end] : Number.POSITIVE_INFINITY;
  const current = currentAccounts(successor);
  return Uint8Array.from(opened, (date, i) =>
    current[i] === i && (buying.first[i] < end || !(date >= day)) ? 1 : 0,
  );
}

/** Share of an account's contacts of two years that do not need a person at the door; stated preferences count too. */
function remoteShare(market: Market, end: number): Float64Array {
  const tally = new Tally(market.accounts.count);
  const { visits, preferences } = market;
  const from = end - 2 * yearPeriods(market.period);
  for (let v = 0; v < visits.count; v++) {
    if (visits.channel[v] < 0 || visits.period[v] >= end || visits.period[v] < from) continue;
    tally.add(visits.account[v], visits.channel[v] === FACE_TO_FACE ? 0 : 1, 1);
  }
  for (let p = 0; p < preferences.count; p++) {
    const remote = preferences.channel[p] === FACE_TO_FACE ? 0 : 1;
    tally.add(preferences.account[p], preferences.allowed[p] === 1 ? remote : 1 - remote, STATED_CONTACTS);
  }
  return tally.shares(currentAccounts(market.accounts.successor));
}

/** Share of an account's contacts of two years after 15:00. */
function lateShare(market: Market, end: number): Float64Array {
  const tally = new Tally(market.accounts.count);
  const { visits } = market;
  const from = end - 2 * yearPeriods(market.period);
  for (let v = 0; v < visits.count; v++) {
    if (visits.hourOfWeek[v] < 0 || visits.period[v] >= end || visits.period[v] < from) continue;
    tally.add(visits.account[v], visits.hourOfWeek[v] % 24 >= LATE_HOUR ? 1 : 0, 1);
  }
  return tally.shares(currentAccounts(market.accounts.successor));
}

/** Shares by account, pulled towards everybody's where an account has few. */
class Tally {
  private readonly yes: Float64Array;
  private readonly all: Float64Array;

  constructor(accounts: number) {
    this.yes = new Float64Array(accounts);
    this.all = new Float64Array(accounts);
  }

  add(account: number, value: number, weight: number): void {
    this.yes[account] += value * weight;
    this.all[account] += weight;
  }

  /** Numbers that were followed by another count for that one. NaN where there is nothing. */
  shares(current: Int32Array): Float64Array {
    current.forEach((to, i) => {
      if (to === i) return;
      this.yes[to] += this.yes[i];
      this.all[to] += this.all[i];
    });
    const total = this.all.reduce((a, b) => a + b, 0);
    const mean = total > 0 ? this.yes.reduce((a, b) => a + b, 0) / total : 0;
    return this.all.map((n, i) =>
      n > 0 ? (this.yes[i] + PRIOR_CONTACTS * mean) / (n + PRIOR_CONTACTS) : Number.NaN,
    );
  }
}
