import type { Twin } from "../../twin/source.ts";
import type { CompiledScenario } from "../compile/compile.ts";
import type { LeverSource } from "../levers/rests.ts";

/** What an answer rests on. */
export interface RestsOn {
  /** Shares of the quantities below by where they come from. */
  readonly share: Readonly<Record<LeverSource["from"], number>>;
  /** Notes of what the levers take for the same in every run although nobody has measured it here: see {@link LeverSource}. */
  readonly fixed: readonly string[];
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
    ([name, { from, note }]): LeverSource => ({ lever: `${COURSE}: ${name}`, from, note, fixed: false }),
  );
  const seen = new Set<string>();
  const sources = [...levers, ...learned].filter(source => {
    const key = JSON.stringify(source);
    return !seen.has(key) && seen.add(key);
  });
  const share = (from: LeverSource["from"]) =>
    sources.length > 0 ? sources.filter(s => s.from === from).length / sources.length : 0;
  return {
    share: {
      data: share("data"),
      prior: share("prior"),
      assumption: share("assumption"),
      scenario: share("scenario"),
    },
    fixed: [...new Set(levers.filter(source => source.fixed).map(({ note }) => note))],
    sources,
  };
}
