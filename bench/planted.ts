import { parseArgs } from "node:util";
import { withEvidence } from "../proof/evidence.ts";
import { plantedMarkets } from "../proof/planted/plantedMarkets.ts";
import { ankaraPlanted } from "./ankaraPlanted.ts";
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
 * Plants markets whose dark part is known, and scores the estimate of it:
 * `npm run bench:planted -- [ANKARA_DIR] [--case panel|list|none|panel+list …] [--market NAME …] [--seeds 1] [--first 1] [--json]`.
 * ANKARA_DIR is the embedded example, built.
 */
const EVIDENCE = ["panel", "list", "panel+list", "none"] as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    case: { type: "string", multiple: true, default: ["panel", "list"] },
    market: { type: "string", multiple: true },
    seeds: { type: "string", default: "1" },
    first: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const evidences = EVIDENCE.filter(e => values.case.includes(e));
const seeds = Array.from({ length: Number(values.seeds) }, (_, k) => k + Number(values.first));
const wanted = plantedMarkets().filter(m => !values.market || values.market.includes(m.name));

const cases: Case[] = [];
for (const { name, make } of wanted) {
  for (const seed of seeds) {
    const { market, truth, places } = make(seed);
    for (const evidence of evidences) {
      const seen = withEvidence(market, evidence);
      cases.push(runCase({ name, evidence, by: "planted", seed, market: seen, truth, places }));
    }
  }
}
if (positionals[0]) {
  const { market, truth, places } = await ankaraPlanted(positionals[0]);
  for (const evidence of evidences) {
    const seen = withEvidence(market, evidence);
    cases.push(runCase({ name: "Ankara", evidence, by: "planted", seed: 1, market: seen, truth, places }));
  }
}

function targets(evidence: (typeof EVIDENCE)[number], of: readonly Case[]): Verdict[] {
  if (evidence === "none") {
    return [
      atLeast("the 90% interval holds the truth in 80% of the cases", held(of), 0.8),
      atMost(
        "p95/p05 of the accounts at most 12, the worst case",
        most(of, s => s.accounts.width),
        12,
      ),
    ];
  }
  return [
    ...(evidence.includes("panel") ? totalsHeld(of) : []),
    ...(evidence.includes("list") ? accountsCounted(of) : []),
    ...areasHold(of, "untapped"),
  ];
}

function totalsHeld(of: readonly Case[]): Verdict[] {
  return [
    atMost(
      "totals within 1%, the worst case",
      most(of, s => Math.abs(s.totals_error)),
      0.01,
    ),
    atMost("deviance at most 0.9 of the better simple map, mean of ratios", devianceRatio(of), 0.9),
    atMost("the same of the summed deviances", summedDevianceRatio(of), 0.9),
    atLeast("hidden amount in the top tenth no less than by either, difference", tenthAhead(of), 0),
  ];
}

function accountsCounted(of: readonly Case[]): Verdict[] {
  const near = of.filter(({ score }) => Math.abs(score.accounts.error) <= 0.15).length;
  return [
    atMost(
      "accounts within 10% on average",
      mean(of, s => Math.abs(s.accounts.error)),
      0.1,
    ),
    atLeast("accounts within 15% in five of six markets", near / of.length, 5 / 6),
    atMost("mean bias of the amount at most 20%", Math.abs(mean(of, s => s.amount.error)), 0.2),
    ...areasHold(of, "accounts"),
    ...areasHold(of, "amount"),
  ];
}

function areasHold(of: readonly Case[], what: "accounts" | "amount" | "untapped"): Verdict[] {
  const share = mean(of, s => s.coverage90[what]);
  return [
    atLeast(`90% intervals of areas hold 85%, ${what}`, share, 0.85),
    atMost(`90% intervals of areas hold no more than 95%, ${what}`, share, 0.95),
  ];
}

const verdicts = evidences.map(evidence => ({
  evidence,
  targets: targets(
    evidence,
    cases.filter(c => c.evidence === evidence),
  ),
}));
if (values.json) console.log(JSON.stringify({ cases, verdicts }));
else {
  console.table(cases.map(row));
  for (const { evidence, targets: reached } of verdicts)
    printVerdicts(`Planted markets, ${evidence}`, reached);
}
