/** One row of a plan of territories: a territory, and the account, area or cell (one or more of them) that belongs to it. */
export interface PlanRow {
  readonly territory: string;
  readonly account: string | null;
  readonly area: string | null;
  /** H3 string, of the market's resolution or coarser. */
  readonly cell: string | null;
}

/** What rows of a plan are asked about: an account, or a place where nobody is known (`account` null). */
export interface PlanUnit {
  readonly account: string | null;
  /** The territory that the account itself names. */
  readonly own: string | null;
  readonly area: string | null;
  /** H3 string of the market's resolution. */
  readonly cell: string | null;
}

/** Which kind of statement decided. */
export type PlanReason = "own" | "account" | "area" | "cell";

export interface PlanDecision {
  readonly territory: string;
  readonly reason: PlanReason;
}

/** Turns the rows of a plan into the answer for one unit; null where nothing is said of it. `territory/plan` has the one there is. */
export type Precedence = (rows: readonly PlanRow[]) => (unit: PlanUnit) => PlanDecision | null;
