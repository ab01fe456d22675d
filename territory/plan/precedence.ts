import { cellToParent, getResolution } from "h3-js";
import type { PlanDecision, PlanReason, PlanRow, PlanUnit } from "../../data/market/planRows.ts";

/** What decides where an account belongs, first things first. */
export const PRECEDENCE: readonly PlanReason[] = ["own", "account", "area", "cell"];

/**
 * The precedence of a plan, here alone: what the account itself names, else a row by account, else by area, else by cell.
 * Rows may name coarser cells than the market's: the finest one that holds the cell decides.
 */
export function precedence(rows: readonly PlanRow[]): (unit: PlanUnit) => PlanDecision | null {
  const byAccount = territoriesBy(rows, "account");
  const byArea = territoriesBy(rows, "area");
  const byCell = finestCell(territoriesBy(rows, "cell"));
  const decided = (territory: string | null | undefined, reason: PlanReason): PlanDecision | null =>
    territory === null || territory === undefined ? null : { territory, reason };
  return ({ own, account, area, cell }) =>
    decided(own, "own") ??
    decided(account === null ? null : byAccount.get(account), "account") ??
    decided(area === null ? null : byArea.get(area), "area") ??
    decided(cell === null ? null : byCell(cell), "cell");
}

function territoriesBy(rows: readonly PlanRow[], kind: "account" | "area" | "cell"): Map<string, string> {
  return new Map(rows.flatMap(row => (row[kind] === null ? [] : [[row[kind], row.territory] as const])));
}

function finestCell(territories: ReadonlyMap<string, string>): (cell: string) => string | undefined {
  const resolutions = [...new Set([...territories.keys()].map(getResolution))].sort((a, b) => b - a);
  // Accounts share cells: each cell is looked up once.
  const known = new Map<string, string | undefined>();
  const find = (cell: string): string | undefined => {
    for (const resolution of resolutions) {
      const territory = territories.get(cellToParent(cell, resolution));
      if (territory !== undefined) return territory;
    }
    return undefined;
  };
  return cell => {
    if (!known.has(cell)) known.set(cell, find(cell));
    return known.get(cell);
  };
}
