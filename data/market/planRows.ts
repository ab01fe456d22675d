/** One row of a plan of territories: a territory, and the account, area or cell (one or more of them) that belongs to it. */
export interface PlanRow {
  readonly territory: string;
  readonly account: string | null;
  readonly area: string | null;
  /** H3 string, of the market's resolution or coarser. */
  readonly cell: string | null;
}

/** What a plan is asked about: an account, or a place where nobody is known (`account` null). */
export interface PlanUnit {
  readonly account: string | null;
  readonly area: string | null;
  /** H3 string of the market's resolution. */
  readonly cell: string | null;
}

/** An account as its own file has it. */
export interface PlanAccount {
  readonly account: string;
  /** The territory that it names itself. */
  readonly own: string | null;
  readonly site: string | null;
  /** The account, or the group, that it is a part of. */
  readonly parent: string | null;
}

/** Which kind of statement decided; `territory/plan/precedence` has their order. */
export type PlanReason = "own" | "account" | "family" | "area" | "cell" | "house";

export interface PlanDecision {
  readonly territory: string;
  readonly reason: PlanReason;
  /** Id of what was named: the account (of a family the one that is named), the area or the cell; null: nothing was. */
  readonly by: string | null;
}

/** All that is said at one time. */
export interface PlanStatements {
  readonly rows: readonly PlanRow[];
  readonly accounts: readonly PlanAccount[];
  /** The territory of what nothing else decides; null: that is nobody's. */
  readonly house: string | null;
}

/** Turns what is said into the answer for one unit; null where nothing is said of it. `territory/plan` has the one there is. */
export type Precedence = (said: PlanStatements) => (unit: PlanUnit) => PlanDecision | null;
