import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { distinct, type Note } from "../../core/note.ts";
import { yearPeriods } from "../../core/period.ts";
import type { Market } from "../../data/market/market.ts";
import { complaint } from "../../data/yaml/complaint.ts";
import { placeOfValue } from "../../data/yaml/places.ts";
import type { Levers } from "../../sim/spec/levers.ts";
import type { ComparedName } from "../../twin/metrics.ts";
import type { Twin } from "../../twin/source.ts";
import type { Scenario } from "../file/read.ts";
import type { Lever, LeverCost, Pulled } from "../levers/lever.ts";
import { leverOf } from "../levers/levers.ts";
import type { LeverSource } from "../levers/rests.ts";
import { periodsOf } from "../parameters/calendar.ts";
import { joined, wantedNot } from "../parameters/expected.ts";
import { type Facts, factsOf, type Membership } from "../parameters/facts.ts";
import { type LineSpec, leverFault } from "../parameters/line.ts";
import { accountsOf } from "../parameters/scope.ts";
import { leversOf } from "./classes.ts";
import { checkReach } from "./reach.ts";

/** A scenario on a market, ready for `createRunSpec`. */
export interface CompiledScenario {
  readonly scenario: Scenario;
  /** Periods ahead. */
  readonly horizon: number;
  /** null: today's course, to the bit. */
  readonly levers: Levers | null;
  /** null: today's plan. */
  readonly membership: Membership | null;
  /** Figures that its levers can move by themselves. */
  readonly moves: ReadonlySet<ComparedName>;
  readonly sources: readonly LeverSource[];
  readonly remarks: readonly Note[];
  readonly cost: LeverCost;
}

export interface CompileOptions {
  /** Overrides the scenario's; default: its own, else a year. */
  readonly horizon?: number | undefined;
  /** The market folder, for files that a line names. */
  readonly dir: string;
  /** The levers that there are; default: those of this version. */
  readonly levers?: readonly Lever[];
}

/** Periods ahead of a scenario: as asked, as the scenario says, or a year. */
export function horizonOf(scenario: Pick<Scenario, "horizon">, twin: Twin, asked?: number): number {
  return asked ?? scenario.horizon ?? yearPeriods(twin.header.period);
}

/**
 * Turns a scenario into the kernel's flat arrays.
 * @throws InputError with file, line and column for names that the market does not have, dates outside the horizon
 * and plans that cannot be read; `horizon` where it is longer than the twin's index paths.
 */
export async function compileScenario(
  scenario: Scenario,
  market: Market,
  twin: Twin,
  options: CompileOptions,
): Promise<CompiledScenario> {
  const horizon = horizonOf(scenario, twin, options.horizon);
  checkHorizon(scenario, horizon, twin);
  const facts = factsOf(market, twin, horizon);
  const pulled = await pullAll(scenario, facts, options);
  return {
    scenario,
    horizon,
    levers: leversOf(
      pulled.flatMap(({ did }) => did.effects),
      pulled.find(({ did }) => did.visitPlan)?.did.visitPlan ?? null,
      facts.marketAccount.length,
    ),
    membership: pulled.find(({ did }) => did.membership)?.did.membership ?? null,
    moves: new Set(pulled.flatMap(({ lever }) => lever.moves)),
    sources: pulled.flatMap(({ lever, did }) => lever.sources(twin, did)),
    remarks: distinct(pulled.flatMap(one => one.remarks)),
    cost: {
      repPeriods: pulled.reduce((sum, { did }) => sum + (did.cost?.repPeriods ?? 0), 0),
      ownPrice: pulled.some(({ did }) => did.cost?.ownPrice === true),
    },
  };
}

/** A lever of the scenario, what it did, and what the reader should know of it. */
interface PulledLever {
  readonly lever: Lever;
  readonly did: Pulled;
  readonly remarks: readonly Note[];
}

async function pullAll(
  { levers }: Scenario,
  facts: Facts,
  { dir, levers: known }: CompileOptions,
): Promise<PulledLever[]> {
  const stream = streams();
  const pulled: PulledLever[] = [];
  for (const line of levers) {
    // The file was checked by the same list.
    const lever = leverOf(line.spec.lever, known)!;
    const reach = { accounts: accountsOf(line, facts), ...periodsOf(line, facts), stream: stream(line.spec) };
    const did = await lever.pull(line, { reach, facts, dir });
    if (did.visitPlan && pulled.some(one => one.did.visitPlan))
      throw leverFault(line, [], {
        en: `expected one lever ${lever.name} in a scenario, got a second one`,
        tr: `beklenen: bir senaryoda tek bir ${lever.name} kaldıracı; bu ikincisi`,
      });
    const missing = lever.needs.flatMap(need => need(facts, lever.title) ?? []);
    const remarks = [...missing, ...(did.remarks ?? []), ...checkReach(line, did, facts, lever.title)];
    pulled.push({ lever, did, remarks });
  }
  return pulled;
}

function checkHorizon({ horizon: own, horizonOrigin: origin }: Scenario, horizon: number, twin: Twin): void {
  const longest = twin.header.scalars.periods;
  if (horizon <= longest) return;
  const what = {
    en: `1 to ${longest} periods, as far as the twin looks ahead`,
    tr: `1 ile ${longest} dönem arası, ikiz o kadar ileri bakar`,
  };
  const message = joined("horizon: ", wantedNot(what, String(horizon)));
  if (origin === null || horizon !== own) throw new InputError("horizon", message.en, { words: message });
  throw complaint("scenario_invalid", origin.file, [{ ...placeOfValue(origin, ["horizon"]), message }]);
}

/**
 * The number of a lever's stream: from what it pulls and where, whatever its size, dates and place in the file. So the
 * same lever meets the same luck in every scenario, and +10% and +20% of it share what they have in common.
 */
function streams(): (spec: LineSpec) => number {
  const times = new Map<string, number>();
  return spec => {
    const what = JSON.stringify([spec.lever, "brand" in spec ? spec.brand : "", spec.where ?? {}]);
    const before = times.get(what) ?? 0;
    times.set(what, before + 1);
    return createHash("sha256").update(`${what}#${before}`).digest().readUInt32LE(0) >>> 1;
  };
}
