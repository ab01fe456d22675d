import type { Chance } from "../../../core/chance.ts";
import type { Evidence } from "../evidence/evidence.ts";
import {
  panelTerm,
  type SelectionData,
  type SelectionState,
  type TypeTable,
  termEvaluator,
} from "../law/selection.ts";

/** Numbers that are tried against a panel's total; the likeliest by the total is kept at random. */
const TRIES = 30;

/** Dark accounts of a stratum and type that stand on no list. */
export interface Unlisted {
  readonly s: number;
  readonly t: number;
  readonly count: number;
}

/** The law of their number, a Poisson mixed by a gamma, and mean and mean square of their amounts at size 1. */
interface NumberLaw {
  readonly s: number;
  readonly t: number;
  readonly expected: number;
  readonly shape: number;
  readonly mean: number;
  readonly square: number;
}

/** What the accounts on lists buy of a zone, by the state: mean and variance. */
interface Listed {
  readonly amount: number;
  readonly variance: number;
}

/**
 * How much larger dark accounts may be than the law of sizes has them where totals alone tell of them: few large or many small
 * ones buy the same, and nothing seen says which. Standard deviation of the log.
 */
const SIZE_UNKNOWN = 0.3;

/** What a draw multiplies sizes by and divides numbers by: 1 where a list counts accounts, or no total weighs them. */
export function drawScale({ panel, linkage }: Evidence, chance: Chance): number {
  return panel && !linkage ? Math.exp(SIZE_UNKNOWN * chance.normal()) : 1;
}

/**
 * Draws the numbers of a zone's strata, by what is seen of them and, where there is one, by the panel's total.
 * @param scale see {@link drawScale}
 */
export function drawNumbers(
  e: Evidence,
  state: SelectionState,
  table: readonly TypeTable[],
  strataOf: readonly number[],
  scale: number,
  chance: Chance,
): Unlisted[] {
  const { data } = e;
  const zone = data.zone[strataOf[0]];
  const { laws: unscaled, listed } = numberLaws(e, state, table, strataOf);
  const laws = unscaled.map(law => ({
    ...law,
    expected: law.expected / scale,
    mean: law.mean * scale,
    square: law.square * scale ** 2,
  }));
  const attempt = () => laws.map(law => chance.poisson((law.expected * chance.gamma(law.shape)) / law.shape));
  if (Number.isNaN(data.darkAmount[zone])) return numbersOf(laws, attempt());
  const tries = Array.from({ length: TRIES }, attempt);
  const logs = tries.map(counts => fitToPanel(data, zone, laws, listed, counts));
  const top = Math.max(...logs);
  return numbersOf(laws, tries[chance.pick(logs.map(v => Math.exp(v - top)))]);
}

function numberLaws(
  { data, sizes }: Evidence,
  state: SelectionState,
  table: readonly TypeTable[],
  strataOf: readonly number[],
): { readonly laws: readonly NumberLaw[]; readonly listed: Listed } {
  const { types, nodes, frailty } = data;
  const { term, weights, evaluate } = termEvaluator(data);
  const growth = growthOf(data, data.zone[strataOf[0]]);
  let amount = 0;
  let variance = 0;
  const laws = strataOf.flatMap(s =>
    Array.from({ length: types }, (_, t) => {
      evaluate(state, table[t], s, t);
      const [mean, square] = moments(weights, sizes.amount, sizes.amountSquare, t * nodes);
      const expected = term.unlisted;
      const shape = frailty + seenIn(data, s, t);
      amount += term.amount - growth * expected * mean;
      variance += term.variance - growth ** 2 * (expected * square + (expected * mean) ** 2 / shape);
      return { s, t, mean, square, shape, expected };
    }),
  );
  return { laws, listed: { amount, variance } };
}

/** Log likelihood of a zone's total, if so many unlisted accounts buy beside those on lists. */
function fitToPanel(
  data: SelectionData,
  zone: number,
  laws: readonly NumberLaw[],
  listed: Listed,
  counts: readonly number[],
): number {
  const growth = growthOf(data, zone);
  let amount = listed.amount;
  let variance = Math.max(0, listed.variance);
  counts.forEach((n, i) => {
    amount += growth * n * laws[i].mean;
    variance += growth ** 2 * n * Math.max(0, laws[i].square - laws[i].mean ** 2);
  });
  return panelTerm(data, zone, amount, variance);
}

function growthOf({ zoneSize }: SelectionData, zone: number): number {
  return Math.exp(zoneSize[zone]);
}

/** Accounts of a stratum and type that are known or listed. */
function seenIn({ types, nodes, unsized, listOnly, known }: SelectionData, s: number, t: number): number {
  const at = s * types + t;
  let sum = unsized[at] + listOnly[at].reduce((total, g) => total + g.weight, 0);
  for (let j = 0; j < nodes; j++) sum += known[at * nodes + j];
  return sum;
}

function numbersOf(laws: readonly NumberLaw[], counts: readonly number[]): Unlisted[] {
  return laws.map(({ s, t }, i) => ({ s, t, count: counts[i] })).filter(n => n.count > 0);
}

function moments(
  weights: Float64Array,
  amount: Float64Array,
  square: Float64Array,
  from: number,
): [mean: number, square: number] {
  let [total, first, second] = [1e-300, 0, 0];
  for (let j = 0; j < weights.length; j++) {
    total += weights[j];
    first += weights[j] * amount[from + j];
    second += weights[j] * square[from + j];
  }
  return [first / total, second / total];
}
