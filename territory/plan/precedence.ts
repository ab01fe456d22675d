import { cellToParent, getResolution } from "h3-js";
import type {
  PlanDecision,
  PlanReason,
  PlanRow,
  PlanStatements,
  PlanUnit,
} from "../../data/market/planRows.ts";
import { type Families, familiesOf } from "./families.ts";

/**
 * What decides where an account belongs, first things first: what it names itself, a row that names it, what names
 * another one of its family, a row of its area, one of its cell, and the house, which has what nobody else has.
 */
export const PRECEDENCE: readonly PlanReason[] = ["own", "account", "family", "area", "cell", "house"];

/**
 * The precedence of a plan, here alone. In a family the nearest parent that is named decides, else the member that is
 * named and has the least id. Rows may name coarser cells than the market's: the finest one that holds the cell decides.
 */
export function precedence({
  rows,
  accounts,
  house,
}: PlanStatements): (unit: PlanUnit) => PlanDecision | null {
  const own = new Map(
    accounts.flatMap(({ account, own: names }) => (names === null ? [] : [[account, names] as const])),
  );
  return decider(rows, { own, families: familiesOf(accounts), house });
}

/** What stands behind the rows. */
export interface Standing {
  /** By account: the territory that it names itself. */
  readonly own: ReadonlyMap<string, string>;
  readonly families: Families;
  readonly house: string | null;
}

/** {@link precedence} where families are known already. */
export function decider(
  rows: readonly PlanRow[],
  standing: Standing,
): (unit: PlanUnit) => PlanDecision | null {
  const { own, house } = standing;
  const byAccount = territoriesBy(rows, "account");
  const byArea = territoriesBy(rows, "area");
  const byCell = finestCell(territoriesBy(rows, "cell"));
  const named = (account: string) => own.get(account) ?? byAccount.get(account);
  const byFamily = familyDecider(named, [...own.keys(), ...byAccount.keys()], standing.families);
  const decided = (
    territory: string | undefined,
    reason: PlanReason,
    by: string | null,
  ): PlanDecision | null => (territory === undefined ? null : { territory, reason, by });
  return ({ account, area, cell }) =>
    (account === null
      ? null
      : (decided(own.get(account), "own", account) ??
        decided(byAccount.get(account), "account", account) ??
        byFamily(account))) ??
    (area === null ? null : decided(byArea.get(area), "area", area)) ??
    (cell === null ? null : byCell(cell)) ??
    decided(house ?? undefined, "house", null);
}

function familyDecider(
  named: (account: string) => string | undefined,
  all: readonly string[],
  { of, parent }: Families,
): (account: string) => PlanDecision | null {
  const first = new Map<number, string>();
  for (const account of all) {
    const family = of.get(account);
    if (family === undefined) continue;
    const before = first.get(family);
    if (before === undefined || account < before) first.set(family, account);
  }
  if (first.size === 0) return () => null;
  return account => {
    const least = first.get(of.get(account) ?? -1);
    if (least === undefined) return null;
    const by = namedParent(account) ?? least;
    return { territory: named(by)!, reason: "family", by };
  };

  function namedParent(account: string): string | null {
    // Parents may stand in a circle.
    const seen = new Set([account]);
    for (let at = parent.get(account); at !== undefined && !seen.has(at); at = parent.get(at)) {
      if (named(at) !== undefined) return at;
      seen.add(at);
    }
    return null;
  }
}

function territoriesBy(rows: readonly PlanRow[], kind: "account" | "area" | "cell"): Map<string, string> {
  return new Map(rows.flatMap(row => (row[kind] === null ? [] : [[row[kind], row.territory] as const])));
}

function finestCell(territories: ReadonlyMap<string, string>): (cell: string) => PlanDecision | null {
  const resolutions = [...new Set([...territories.keys()].map(getResolution))].sort((a, b) => b - a);
  // Accounts share cells: each cell is looked up once.
  const known = new Map<string, PlanDecision | null>();
  const find = (cell: string): PlanDecision | null => {
    for (const resolution of resolutions) {
      const by = cellToParent(cell, resolution);
      const territory = territories.get(by);
      if (territory !== undefined) return { territory, reason: "cell", by };
    }
    return null;
  };
  return cell => {
    if (!known.has(cell)) known.set(cell, find(cell));
    return known.get(cell)!;
  };
}
