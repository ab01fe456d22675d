import { distinct, type Note } from "../../core/note.ts";
import { type Quantity, quantityNote } from "../../twin/notes.ts";
import type { Twin } from "../../twin/source.ts";
import type { CompiledScenario } from "../compile/compile.ts";
import type { LeverSource } from "../levers/rests.ts";
import { restsNote } from "./notes.ts";

/** A source of an answer: of a lever, or of today's course, which shapes both courses alike and has no lever. */
export type RestsOnSource = Omit<LeverSource, "lever"> & { readonly lever: string | null };

/** What an answer rests on. */
export interface RestsOn {
  /** Shares of the quantities below by where they come from. */
  readonly share: Readonly<Record<LeverSource["from"], number>>;
  /** Notes of what the levers take for the same in every run although nobody has measured it here: see {@link LeverSource}. */
  readonly fixed: readonly Note[];
  readonly sources: readonly RestsOnSource[];
}

/**
 * The quantities that an answer leans on: what the levers of both scenarios rest on, then what the twin learned of
 * the market. The share counts quantities; it does not weigh them.
 */
export function restsOn(twin: Twin, scenarios: readonly CompiledScenario[]): RestsOn {
  const levers = scenarios.flatMap(s => s.sources);
  const learned = Object.entries(twin.header.sources).map(([name, source]): RestsOnSource => {
    const quantity = quantityNote(`quantity.${name as Quantity}`);
    return { lever: null, of: restsNote("rests.today", { quantity }), ...source, fixed: false };
  });
  const sources = distinct([...levers, ...learned]);
  const share = (from: LeverSource["from"]) =>
    sources.length > 0 ? sources.filter(s => s.from === from).length / sources.length : 0;
  return {
    share: {
      data: share("data"),
      prior: share("prior"),
      assumption: share("assumption"),
      scenario: share("scenario"),
    },
    fixed: distinct(levers.filter(source => source.fixed).map(({ note }) => note)),
    sources,
  };
}
