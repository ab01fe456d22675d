import type { WrittenText } from "../../core/figures.ts";
import type { Market } from "../../data/market/market.ts";
import type { CompiledScenario } from "../../scenarios/compile/compile.ts";
import { leversHash } from "../../scenarios/compile/fingerprint.ts";
import type { Twin } from "../../twin/source.ts";
import { loadTwin, openBuilt } from "../state/builtMarket.ts";
import { marketOf } from "../state/database.ts";

/** A built market with its twin, of one state. @throws InputError when the market is not built. */
export async function loadBuilt(dir: string): Promise<{ readonly market: Market; readonly twin: Twin }> {
  const built = await openBuilt(dir);
  const [market, twin] = await Promise.all([marketOf(built), loadTwin(built)]);
  return { market, twin };
}

/** A scenario as a run's record keeps it: enough to make it again. */
export interface KeptScenario {
  readonly id: string;
  readonly name: WrittenText;
  readonly question: WrittenText | null;
  readonly notes: WrittenText | null;
  /** The YAML files that it was made from; empty for today's course. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
  /** SHA-256 over the levers as the kernel got them. */
  readonly levers_hash: string;
}

/** What a record keeps of a compiled scenario. */
export function keptScenario({ scenario, levers }: CompiledScenario): KeptScenario {
  const { id, name, question, notes, texts } = scenario;
  return { id, name, question, notes, texts, levers_hash: leversHash(levers) };
}
