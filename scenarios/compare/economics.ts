import type { Note } from "../../core/note.ts";
import { lastYearFrom } from "../../core/period.ts";
import { CHANNELS } from "../../data/config/vocabulary.ts";
import type { Market } from "../../data/market/market.ts";
import type { Groups } from "../../sim/ensemble.ts";
import type { CompiledScenario } from "../compile/compile.ts";
import type { RunDraws } from "./clusterError.ts";
import { ownOrders, wholeMarket } from "./courses.ts";
import { economicsNote } from "./notes.ts";
import type { ComparedUnits } from "./units.ts";
import { describeUplift, type Uplift } from "./uplift.ts";

/** What a scenario costs and brings beside another, in major currency units over the horizon. */
export interface Economics {
  /** Own amount less cost of goods; null without `economics.margin`. */
  readonly gross_profit: Uplift | null;
  /** Contacts × their cost; null without `economics.contact_cost`. */
  readonly contact_cost: Uplift | null;
  /** Rep weeks bought by capacity × `economics.rep_week`; null without it. */
  readonly rep_cost: number | null;
  /** Gross profit less all costs; null where the margin is missing. */
  readonly net: Uplift | null;
  /** Net over the mean of all costs; null where nothing is spent. */
  readonly return_on_cost: number | null;
  /** How it was reckoned, and what is missing. */
  readonly notes: readonly Note[];
}

export interface EconomicsInput {
  readonly market: Market;
  readonly compared: ComparedUnits;
  readonly scenarios: readonly [CompiledScenario, CompiledScenario];
  readonly courses: readonly [Groups, Groups];
  readonly draws: RunDraws;
}

/**
 * Cost and return of B beside A, run by run. Under a price lever the cost of goods goes with orders, at today's
 * amount of an order, and not with amounts: a cheaper order costs us what it did.
 */
export function economicsOf(input: EconomicsInput): Economics {
  const { market, scenarios, courses, draws } = input;
  const { margin, rep_week } = market.economics;
  const perContact = contactCost(market);
  const ownPrice = scenarios.some(s => s.cost.ownPrice);
  const profits = courses.map(side =>
    margin === undefined ? null : grossProfit(input, side, margin, ownPrice),
  );
  const contacts = courses.map(side => wholeMarket(side, "visits").map(n => n * (perContact?.mean ?? 0)));
  const bought = scenarios[1].cost.repPeriods - scenarios[0].cost.repPeriods;
  const weeks = market.period === "week" ? bought : bought * (365.25 / 12 / 7);
  const repCost = rep_week === undefined ? null : weeks * rep_week;
  const [a, b] = profits;
  const net =
    a && b
      ? describeUplift(
          a.map((profit, run) => profit - contacts[0]![run]!),
          b.map((profit, run) => profit - contacts[1]![run]! - (repCost ?? 0)),
          draws,
        )
      : null;
  const contactUplift = perContact ? describeUplift(contacts[0]!, contacts[1]!, draws) : null;
  const cost = (contactUplift?.mean ?? 0) + (repCost ?? 0);
  return {
    gross_profit: a && b ? describeUplift(a, b, draws) : null,
    contact_cost: contactUplift,
    rep_cost: repCost,
    net,
    return_on_cost: net && cost > 0 ? net.mean / cost : null,
    notes: notesOf(input, perContact?.note ?? null, ownPrice, weeks),
  };
}

function grossProfit(
  { market, compared }: EconomicsInput,
  course: Groups,
  margin: number,
  ownPrice: boolean,
): Float64Array {
  const { minorUnits } = market;
  const amounts = wholeMarket(course, "own_amount").map(amount => amount / minorUnits);
  if (!ownPrice) return amounts.map(amount => margin * amount);
  const goods = new Float64Array(amounts.length);
  for (const [u, { ownOrder }] of compared.units.entries())
    ownOrders(course, u).forEach((orders, run) => {
      if (orders > 0) goods[run]! += orders * ownOrder;
    });
  return amounts.map((amount, run) => amount - ((1 - margin) * goods[run]!) / minorUnits);
}

/** Mean cost of a contact by the channels of the last year's visits; null where no cost is given. */
function contactCost(market: Market): { readonly mean: number; readonly note: Note } | null {
  const costs = market.economics.contact_cost;
  const known = CHANNELS.flatMap(channel => (costs?.[channel] === undefined ? [] : [costs[channel]]));
  if (!costs || known.length === 0) return null;
  const from = lastYearFrom(market);
  let sum = 0;
  let n = 0;
  for (let v = 0; v < market.visits.count; v++) {
    const cost = costs[CHANNELS[market.visits.channel[v]!]!];
    if (market.visits.period[v]! < from || cost === undefined) continue;
    sum += cost;
    n++;
  }
  if (n > 0) return { mean: sum / n, note: economicsNote("economics.contact_mean") };
  const mean = costs.face_to_face ?? known.reduce((a, b) => a + b, 0) / known.length;
  return { mean, note: economicsNote("economics.contact_face_to_face") };
}

function notesOf(
  { market }: EconomicsInput,
  contactNote: Note | null,
  ownPrice: boolean,
  repWeeks: number,
): Note[] {
  const { margin, rep_week } = market.economics;
  const notes: Note[] = [];
  if (margin === undefined) notes.push(economicsNote("economics.no_margin"));
  else if (ownPrice) notes.push(economicsNote("economics.goods_by_orders"));
  notes.push(contactNote ?? economicsNote("economics.no_contact_cost"));
  if (repWeeks !== 0 && rep_week === undefined) notes.push(economicsNote("economics.no_rep_week"));
  return notes;
}
