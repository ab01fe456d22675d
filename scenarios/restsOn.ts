import type { Source, Twin } from "../models/twin.ts";
import type { CompiledScenario, LeverSource } from "./compile.ts";

/** What an answer rests on. */
export interface RestsOn {
  /** Shares of the quantities below that come from the market's data, from print, and from the scenarios' own word. */
  readonly share: { readonly data: number; readonly prior: number; readonly scenario: number };
  readonly sources: readonly LeverSource[];
}

/** Sources in the twin's header that say nothing about a comparison's levers: they shape both courses alike. */
const COURSE = "today's course";

/**
 * The quantities that an answer leans on: what the levers of both scenarios rest on, then what the twin learned of
 * the market. The share counts quantities; it does not weigh them.
 */
export function restsOn(twin: Twin, scenarios: readonly CompiledScenario[]): RestsOn {
  const levers = scenarios.flatMap(s => s.sources);
  const learned = Object.entries(twin.header.sources).map(
    ([name, { from, note }]): LeverSource => ({ lever: `${COURSE}: ${name}`, from, note }),
  );
  const seen = new Set<string>();
  const sources = [...levers, ...learned].filter(source => {
    const key = JSON.stringify(source);
    return !seen.has(key) && seen.add(key);
  });
  const share = (from: Source["from"] | "scenario") =>
    sources.length > 0 ? sources.filter(s => s.from === from).length / sources.length : 0;
  return { share: { data: share("data"), prior: share("prior"), scenario: share("scenario") }, sources };
}
