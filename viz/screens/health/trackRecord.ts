import type { TrackRecord } from "../../../app/api/health.ts";

/** A track record in four figures. */
export interface RecordSummary {
  /** Ways of hiding. */
  readonly ways: number;
  /** Mean signed errors over the ways: estimate ÷ hidden − 1. */
  readonly accounts: number | null;
  readonly amount: number | null;
  /** Intervals that held the truth, of accounts and of amounts, and how many there were. */
  readonly held: number;
  readonly of: number;
}

/** Sums up what became of what was hidden; null where nothing was. */
export function summarise({ kinds }: TrackRecord): RecordSummary | null {
  if (kinds.length === 0) return null;
  const mean = (values: readonly (number | null)[]) => {
    const told = values.filter(value => value !== null);
    return told.length > 0 ? told.reduce((sum, value) => sum + value, 0) / told.length : null;
  };
  const inside = kinds.flatMap(({ inside90 }) => [inside90.accounts, inside90.amount]);
  return {
    ways: kinds.length,
    accounts: mean(kinds.map(kind => kind.accounts_error)),
    amount: mean(kinds.map(kind => kind.amount_error)),
    held: inside.filter(Boolean).length,
    of: inside.length,
  };
}
