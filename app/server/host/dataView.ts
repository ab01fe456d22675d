import { dayOf, isoDay } from "../../../core/period.ts";
import type { RowCount } from "../../../data/ingest/context.ts";
import { scoreReadiness } from "../../../data/readiness/score.ts";
import type { MarketData } from "../../api/schema.ts";
import type { BuildRecord } from "../../state/manifest.ts";
import { inWords } from "../../words/readiness.ts";

/** The data view of a built market, in major currency units. Its readiness is scored as of `now`: data grow old. */
export function describeData(data: BuildRecord["data"], now: Date): Omit<MarketData, "config_problem"> {
  const { rows, files, rejects, unplaced, minorUnits, facts, history, notes, guesses } = data;
  const today = dayOf(now);
  const tables = Object.keys(rows) as (keyof typeof rows)[];
  return {
    sources: tables.map(table => ({
      table,
      files: [...(files[table] ?? [])],
      ...counts(rows[table]!),
      amount: amounts(rows[table]!, minorUnits),
    })),
    history,
    unplaced: { accounts: unplaced.accounts, amount: unplaced.amount / minorUnits },
    notes: [...notes],
    guesses: [...guesses],
    rejects: tables
      .filter(table => rows[table]!.rejected > 0)
      .map(table => ({ table, count: rows[table]!.rejected, first: [...(rejects[table] ?? [])] })),
    readiness: {
      as_of: isoDay(today),
      ...inWords(scoreReadiness(facts, today)),
    },
  };
}

function counts({ read, kept, rejected, outside_history }: Omit<RowCount, "amount">) {
  return { read, kept, rejected, outside_history: outside_history ?? null };
}

function amounts({ amount }: RowCount, minorUnits: number): MarketData["sources"][number]["amount"] {
  if (!amount) return null;
  const { read, kept, rejected, outside_history } = amount;
  return {
    read: read / minorUnits,
    kept: kept / minorUnits,
    rejected: rejected / minorUnits,
    outside_history: outside_history / minorUnits,
  };
}
