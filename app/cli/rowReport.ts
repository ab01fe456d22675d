import type { IngestReport } from "../../data/ingest/ingest.ts";
import { table } from "../words/format.ts";
import type { Voice } from "./words/voice.ts";

type Rows = IngestReport["rows"];

/** What became of every row: read = kept + rejected, by table, with amounts to the minor unit. */
export function rowReport(
  rows: Rows,
  minorUnits: number,
  { words: { check }, count, exactAmount }: Voice,
): string {
  const { table: name, read, kept, rejected, outside, amount } = check.rows;
  const header = [name, read, kept, rejected, outside, amount, kept, rejected];
  const lines = Object.entries(rows).map(([name, row]) => {
    const { read, kept, rejected, outside_history, amount } = row;
    const amounts = amount ? [amount.read, amount.kept, amount.rejected] : [];
    return [
      name,
      count(read),
      count(kept),
      count(rejected),
      outside_history === undefined ? "" : count(outside_history),
      ...amounts.map(minor => exactAmount(minor, minorUnits)),
    ];
  });
  return table([header, ...lines]);
}

/** Notes and guesses, one a line. */
export function remarks(
  { notes, guesses }: Pick<IngestReport, "notes" | "guesses">,
  { words: { check }, tell }: Voice,
): string {
  const guessed = guesses.map(({ file, column, what, value, evidence }) =>
    check.guessed(
      column ? check.column(file, column) : file,
      check.settings[what],
      typeof value === "string" ? value : tell(value),
      tell(evidence),
    ),
  );
  return [...notes.map(tell), ...guessed].map(line => `  ${line}\n`).join("");
}
