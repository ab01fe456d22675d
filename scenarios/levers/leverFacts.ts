import type { Source, Twin } from "../../twin/source.ts";
import type { LeverName } from "./levers.ts";

const OWN = ["own_amount", "own_share", "own_orders"] as const;
const MARKET = ["market_amount", "orders"] as const;
const CONTACTS = ["visits", "wasted_contacts"] as const;

/** The figures that levers move. */
export type MovedMetric = (typeof OWN | typeof MARKET | typeof CONTACTS)[number];

/** The figures that each lever can move by itself: what of a course that differs from last year it explains. */
export const MOVES: Readonly<Record<LeverName, readonly MovedMetric[]>> = {
  visits: [...OWN, ...CONTACTS],
  capacity: [...OWN, ...CONTACTS],
  discovery: [...OWN, ...CONTACTS],
  territories: [...OWN, ...CONTACTS],
  price: [...OWN, ...MARKET],
  rival_exit: [...OWN, ...MARKET],
  rival_promotion: [...OWN, ...MARKET],
  demand: [...OWN, ...MARKET],
  season: [...OWN, ...MARKET],
};

/** What a lever's effect rests on. */
export interface LeverSource {
  readonly lever: string;
  /** The market's data, print, a guess of ours, or the scenario's own word. */
  readonly from: Source["from"] | "scenario";
  readonly note: string;
  /**
   * Whether it is the same in every run although nobody has measured it here. Intervals, `measurable` and `p_positive` hold
   * under it, and say nothing of whether it is right.
   */
  readonly fixed: boolean;
}

type Rest = Omit<LeverSource, "lever">;

/** @param learned what the lever itself has learned of this market */
type Rests = (twin: Twin, learned: Source | null) => readonly Rest[];

const drawn = (from: Rest["from"], note: string): Rest => ({ from, note, fixed: false });
const fixed = (from: "prior" | "assumption", note: string): Rest => ({ from, note, fixed: true });

/** A quantity of the twin that is one number and no draws: what data say of it is taken for known. */
function scalar({ header }: Twin, name: string): readonly Rest[] {
  const source = header.sources[name];
  return source ? [{ ...source, fixed: source.from !== "data" }] : [];
}

/** A quantity of which the twin has draws. */
function spread({ header }: Twin, name: string): readonly Rest[] {
  const source = header.sources[name];
  return source ? [drawn(source.from, source.note)] : [];
}

/** What each lever rests on: the one place that says so. */
export const RESTS: Readonly<Record<LeverName, Rests>> = {
  visits: twin => scalar(twin, "visits"),
  capacity: twin => scalar(twin, "visits"),
  discovery: twin => [...scalar(twin, "discovery"), ...scalar(twin, "visits"), ...spread(twin, "dark")],
  territories: twin => [
    drawn("prior", "a change of rep costs 0 to 17.6% of a customer's revenue (Schmitz et al. 2020)"),
    fixed("assumption", "what a change of rep costs is made up over 26 weeks"),
    ...scalar(twin, "visits"),
  ],
  price: () => [
    fixed("prior", "price elasticity −2.62 (Bijmolt, van Heerde, Pieters 2005)"),
    fixed("assumption", "rivals do not answer a price, and the category does not grow by it"),
  ],
  rival_exit: () => [
    drawn("data", "preferences learned from sales"),
    fixed(
      "assumption",
      "who bought the brand buys as often as before, and chooses among the rest in proportion to them",
    ),
  ],
  rival_promotion: (_, learned) => [
    ...(learned ? [drawn(learned.from, learned.note)] : []),
    fixed(
      "assumption",
      "a promotion brings no dip after it, and one that is moved or changed works as it would have",
    ),
  ],
  demand: () => [drawn("scenario", "the size is the scenario's own")],
  season: () => [drawn("data", "seasons of the forecast")],
};
