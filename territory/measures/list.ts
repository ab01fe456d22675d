import { BALANCES } from "../districting.ts";

/** What a figure is counted in. */
export type MeasureUnit =
  | "hours_a_week"
  | "minutes_a_week"
  | "contacts_a_week"
  | "currency_a_year"
  | "sites"
  | "accounts"
  | "km"
  | "share"
  | "ratio"
  | "count";

/** Which way a plan gets better: by less of it, by more, by nearness to 1, or by neither. */
export type Better = "less" | "more" | "one" | "neither";

interface MeasureShape {
  readonly name: string;
  readonly unit: MeasureUnit;
  readonly better: Better;
  /** What it is told of. A balance is each territory's part of its target, and of the plan how far these vary. */
  readonly of: "both" | "plan";
}

const one = <const N extends string>(
  name: N,
  unit: MeasureUnit,
  better: Better,
  of: MeasureShape["of"] = "both",
) => ({
  name,
  unit,
  better,
  of,
});

/** Every measure of a plan, in the order in which people read them. Words for them: `app/words/measures`. */
export const MEASURES = [
  one("workload", "hours_a_week", "neither"),
  one("potential", "currency_a_year", "neither"),
  one("amount", "currency_a_year", "neither"),
  one("customers", "sites", "neither"),
  one("prospects", "accounts", "neither"),
  one("travel", "minutes_a_week", "less"),
  ...BALANCES.map(name => one(`balance_${name}`, "ratio", "less")),
  ...BALANCES.map(name => one(`ratio_${name}`, "ratio", "one", "plan")),
  one("parts", "count", "one"),
  one("enclaves", "count", "neither"),
  one("bridges", "count", "less"),
  one("islands", "count", "neither", "plan"),
  one("polsby_popper", "ratio", "more"),
  one("reock", "ratio", "more"),
  one("hull_ratio", "ratio", "more"),
  one("cut_edges", "count", "less"),
  one("moved_accounts", "sites", "less"),
  one("moved_amount", "currency_a_year", "less"),
  one("moved_share", "share", "less"),
  one("home_inside", "share", "more"),
  one("home_km", "km", "less"),
  one("contacts", "contacts_a_week", "neither"),
  one("capacity_use", "share", "one"),
  one("vacant", "count", "less"),
  one("coverage", "share", "more"),
] as const satisfies readonly MeasureShape[];

export type MeasureName = (typeof MEASURES)[number]["name"];
