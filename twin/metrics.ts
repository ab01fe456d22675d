/** What a figure counts. `amount`: recorded in the market's finest units of money, told in its major ones. */
export type Unit = "amount" | "share" | "contacts" | "accounts" | "orders";

/** Flows add up over periods; of a stock the last period's figure stands; a ratio is made anew of its sums. */
export type Kind = "flow" | "stock" | "ratio";

/** Whose figures: those of recorded accounts, of those that nobody has recorded, or of both. */
export const SCOPES = ["known", "dark", "all"] as const;
export type Scope = (typeof SCOPES)[number];

interface Metric {
  readonly unit: Unit;
  readonly kind: Kind;
  readonly scope: Scope;
  readonly meaning: string;
}

/** A metric that the kernel counts; `place` is where in the record of a unit and period, which the hash of results covers. */
interface Counted extends Metric {
  readonly place: number;
}

/** A metric that sums the amounts of the own brand, or of all. */
interface Amount extends Metric {
  readonly brands: "own" | "all";
}

const flow = <const M>(place: number, unit: Unit, scope: Scope, meaning: M) =>
  ({ place, unit, kind: "flow", scope, meaning }) as const;
const stock = <const M>(place: number, unit: Unit, scope: Scope, meaning: M) =>
  ({ place, unit, kind: "stock", scope, meaning }) as const;
const amount = <const B extends Amount["brands"], const M>(brands: B, scope: Scope, meaning: M) =>
  ({ brands, unit: "amount", kind: "flow", scope, meaning }) as const;

/**
 * The figures of a course, in the order in which people are told: the one place that says what there is, and whose figures
 * each one tells. Those with a place are counted by the kernel; after them its record holds the amount of each brand.
 * Contacts reach known accounts, and others once they are found; who is found becomes a customer, lapses and is won back as
 * known ones do.
 */
export const METRICS = {
  own_amount: amount("own", "all", "sales of the own brand"),
  own_amount_known: amount("own", "known", "those at known accounts alone"),
  market_amount: amount("all", "all", "sales of all brands"),
  market_amount_known: amount("all", "known", "those at known accounts alone"),
  own_share: { unit: "share", kind: "ratio", scope: "all", meaning: "own_amount / market_amount" },
  visits: flow(0, "contacts", "known", "contacts of any channel, and prospecting visits"),
  wasted_contacts: flow(7, "contacts", "known", "contacts outside of the account's window"),
  new_accounts: flow(2, "accounts", "all", "first own purchases"),
  lapsed_accounts: flow(3, "accounts", "all", "customers without an own purchase for `lapseAfter` periods"),
  won_back_accounts: flow(4, "accounts", "all", "lapsed customers that bought the own brand again"),
  discovered_accounts: flow(8, "accounts", "dark", "dark accounts that prospecting found"),
  aware_accounts: stock(1, "accounts", "all", "accounts that know the own brand"),
  orders: flow(5, "orders", "all", "purchases of any brand"),
  own_orders: flow(6, "orders", "all", "purchases of the own brand"),
} as const satisfies Readonly<Record<string, Metric | Counted | Amount>>;

export type MetricName = keyof typeof METRICS;

type With<Shape> = { [Name in MetricName]: (typeof METRICS)[Name] extends Shape ? Name : never }[MetricName];

/** Metrics that the kernel counts, and those that add up to whole numbers over units and periods. */
export type CountedName = With<Counted>;
export type SummedName = With<Counted | Amount>;

/** What is told of a paired run, whose courses are everybody's. */
export type ComparedName = Exclude<MetricName, `${string}_known`>;

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];

export const COMPARED_NAMES = METRIC_NAMES.filter((name): name is ComparedName => !name.endsWith("_known"));

/** Those of them that add up, and the amounts of known accounts beside them. */
export const SUMMED_NAMES = COMPARED_NAMES.filter(
  (name): name is Exclude<ComparedName, "own_share"> => METRICS[name].kind !== "ratio",
);
export const KNOWN_NAMES = METRIC_NAMES.filter((name): name is Exclude<MetricName, ComparedName> =>
  name.endsWith("_known"),
);

/** In the order of their places. */
export const COUNTED_NAMES: readonly CountedName[] = METRIC_NAMES.filter(
  (name): name is CountedName => "place" in METRICS[name],
).sort((a, b) => METRICS[a].place - METRICS[b].place);

/** Place of the own brand's amount in a record; those of the other brands follow. */
export const AMOUNT_PLACE = COUNTED_NAMES.length;

/** Numbers in the record of a unit and period. */
export function recordWidth(brands: number): number {
  return AMOUNT_PLACE + brands;
}

/** The amount of one brand. */
export type BrandAmount = `amount:${number}`;

/** The amounts of a number of brands, the own one first. */
export function brandAmounts(brands: number): BrandAmount[] {
  return Array.from({ length: brands }, (_, brand): BrandAmount => `amount:${brand}`);
}

/** Places of a record whose sum is a metric. */
export function placesOf(metric: SummedName | BrandAmount, brands: number): readonly number[] {
  const all = Array.from({ length: brands }, (_, brand) => AMOUNT_PLACE + brand);
  if (!isMetric(metric)) return [all[Number(metric.slice("amount:".length))]];
  const named = METRICS[metric];
  if ("place" in named) return [named.place];
  return named.brands === "own" ? all.slice(0, 1) : all;
}

/** Of a metric, or of a brand's amount. */
export function kindOf(metric: SummedName | BrandAmount): Kind {
  return isMetric(metric) ? METRICS[metric].kind : "flow";
}

/** What a recorded figure is divided by when it is told. */
export function scaleOf(metric: MetricName, minorUnits: number): number {
  return METRICS[metric].unit === "amount" ? minorUnits : 1;
}

function isMetric(name: string): name is MetricName {
  return Object.hasOwn(METRICS, name);
}
