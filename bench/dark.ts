import { parseArgs } from "node:util";
import { populatedPlaces } from "../app/geography/populatedPlaces.ts";
import { openMarket } from "../app/state/database.ts";
import { HIDE_BY, type HideBy } from "../proof/hide/choose.ts";
import { hideAccounts } from "../proof/hide.ts";
import {
  atLeast,
  atMost,
  type Case,
  devianceRatio,
  held,
  mean,
  most,
  printVerdicts,
  row,
  runCase,
  summedDevianceRatio,
  tenthAhead,
  type Verdict,
} from "./darkTable.ts";

/**
 * Hides known accounts of a built market that has neither totals nor lists (Iowa), adds one kind of evidence, and scores
 * the dark estimate: `npm run bench:dark -- DIR [--case panel|list|none …] [--hide-by KIND …] [--seeds 2] [--hide 0.3] [--json]`.
 */
const EVIDENCE = ["panel", "list", "none"] as const;
type EvidenceCase = (typeof EVIDENCE)[number];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    case: { type: "string", multiple: true, default: [...EVIDENCE] },
    "hide-by": { type: "string", multiple: true, default: [...HIDE_BY] },
    seeds: { type: "string", default: "2" },
    hide: { type: "string", default: "0.3" },
    among: { type: "string", default: "open" },
    json: { type: "boolean", default: false },
  },
});
const dir = positionals[0];
if (!dir) {
  console.error("usage: npm run bench:dark -- DIR [--case panel|list|none …] [--seeds 2] [--json]");
  process.exit(2);
}
const market = await openMarket(dir);
const places = await populatedPlaces(market);
const evidences = EVIDENCE.filter(e => values.case.includes(e));
const kinds = HIDE_BY.filter(by => values["hide-by"].includes(by));
const seeds = Array.from({ length: Number(values.seeds) }, (_, k) => k + 1);

const ADDED = { panel: { withPanel: true }, list: { withList: { coverage: 0.4 } }, none: {} } as const;
const cases: Case[] = [];
for (const evidence of evidences) {
  for (const by of kinds) {
    for (const seed of seeds) {
      const hidden = hideAccounts(market, {
        by,
        seed,
        share: Number(values.hide),
        among: values.among === "buying" ? "buying" : "open",
        ...ADDED[evidence],
      });
      cases.push(runCase({ name: market.name, evidence, by, seed, ...hidden, places }));
    }
  }
}

const TARGETS: Readonly<Record<EvidenceCase, (of: readonly Case[]) => Verdict[]>> = {
  panel: of => [
    atMost(
      "total off by at most 1%, the worst case",
      most(of, s => Math.abs(s.totals_error)),
      0.01,
    ),
    atMost(
      "totals of areas off by at most 1%, Σ|difference|, the worst case",
      most(of, s => s.totals_error_areas),
      0.01,
    ),
    atMost("deviance at most 0.9 of the better simple map, mean of ratios", devianceRatio(of), 0.9),
    atMost("the same of the summed deviances", summedDevianceRatio(of), 0.9),
    atLeast("hidden amount in the top tenth no less than by either, difference", tenthAhead(of), 0),
    atMost(
      "PIT at most 0.08 from uniform, mean",
      mean(of, s => s.pit_distance),
      0.08,
    ),
    atMost(
      "PIT at most 0.08 from uniform, the worst case",
      most(of, s => s.pit_distance),
      0.08,
    ),
  ],
  list: of => [
    atMost(
      "accounts within 10%, mean of |error|",
      mean(of, s => Math.abs(s.accounts.error)),
      0.1,
    ),
    atMost(
      "accounts within 10%, the worst case",
      most(of, s => Math.abs(s.accounts.error)),
      0.1,
    ),
    ...randomOnly(of, "random"),
    ...othersInside(of, "random"),
  ],
  none: of => [
    atLeast("the 90% interval holds the truth in 80% of the cases", held(of), 0.8),
    atMost(
      "p95/p05 of the accounts at most 12, the worst case",
      most(of, s => s.accounts.width),
      12,
    ),
    atMost(
      "p95/p05 of the amount at most 12, the worst case",
      most(of, s => s.amount.width),
      12,
    ),
  ],
};

function randomOnly(of: readonly Case[], by: HideBy): Verdict[] {
  const random = of.filter(c => c.by === by);
  if (random.length === 0) return [];
  return [
    atMost(
      "amount within 25%, hidden at random, the worst case",
      most(random, s => Math.abs(s.amount.error)),
      0.25,
    ),
  ];
}

function othersInside(of: readonly Case[], by: HideBy): Verdict[] {
  const others = of.filter(c => c.by !== by);
  if (others.length === 0) return [];
  return [
    atLeast(
      "amount inside the 90% interval, hidden otherwise, share of cases",
      mean(others, s => Number(s.amount.inside)),
      1,
    ),
  ];
}

const verdicts = evidences.map(evidence => ({
  evidence,
  targets: TARGETS[evidence](cases.filter(c => c.evidence === evidence)),
}));
if (values.json) console.log(JSON.stringify({ market: market.name, cases, verdicts }));
else {
  console.table(cases.map(row));
  for (const { evidence, targets } of verdicts) {
    printVerdicts(`${market.name}, ${evidence}`, targets);
    const noted = cases.find(c => c.evidence === evidence);
    for (const note of noted?.notes ?? []) console.log(`  says: ${note}`);
  }
}
