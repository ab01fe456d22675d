import type { IngestReport } from "../../data/ingest/ingest.ts";
import { count, exactAmount, table } from "../words/format.ts";
import { inEnglish } from "../words/tell.ts";

type Rows = IngestReport["rows"];

/** What became of every row: read = kept + rejected, by table, with amounts to the minor unit. */
export function rowReport(rows: Rows, minorUnits: number): string {
  const header = ["table", "read", "kept", "rejected", "outside history", "amount read", "kept", "rejected"];
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
export function remarks({ notes, guesses }: Pick<IngestReport, "notes" | "guesses">): string {
  const guessed = guesses.map(
    ({ file, column, what, value, evidence }) =>
      `${file}${column ? ` column ${column}` : ""}: read with ${what.replace("_", " ")} ${typeof value === "string" ? value : inEnglish(value)} (${inEnglish(evidence)})`,
  );
  return [...notes.map(inEnglish), ...guessed].map(line => `  ${line}\n`).join("");
}
