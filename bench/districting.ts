import { parseArgs } from "node:util";
import { gridDisk, latLngToCell } from "h3-js";
import { chance } from "../core/chance.ts";
import type { Districting } from "../territory/districting.ts";
import { runChain } from "../territory/search/chain.ts";
import { questionOf } from "../territory/search/question.ts";
import { search } from "../territory/search/search.ts";
import { graphOf } from "../territory/units/borders.ts";
import { cellShapes } from "../territory/units/cellShapes.ts";

/**
 * How long a search takes on a made-up market of H3 cells, and what a proposal costs as the market grows:
 * `npm run bench:districting -- --cells 50000 --territories 200 --steps 1000000 --threads 2 [--json]`. Territories of the
 * two markets that are compared have as many cells each, so that a cost that goes by the two touched is the same in both.
 */
const { values } = parseArgs({
  options: {
    cells: { type: "string", default: "50000" },
    territories: { type: "string", default: "200" },
    tolerance: { type: "string", default: "0.05" },
    steps: { type: "string", default: "1000000" },
    chains: { type: "string", default: "2" },
    threads: { type: "string", default: "2" },
    json: { type: "boolean", default: false },
  },
});
const [cells, territories, steps] = [Number(values.cells), Number(values.territories), Number(values.steps)];

const asked = madeUp(cells, territories, Number(values.tolerance));
const started = performance.now();
const found = await search(asked, {
  ...{ seed: 1, steps, chains: Number(values.chains), threads: Number(values.threads), calls: null },
});
const seconds = (performance.now() - started) / 1000;
const [small, large] = [perProposal(cells / 10, territories / 10), perProposal(cells, territories)];
const result = {
  ...{ cells: asked.units, territories, steps, chains: Number(values.chains), seconds },
  plans_on_front: found.front.length,
  within_all_bounds: found.kept === 2,
  balance: Math.min(...found.front.map(one => one.scores.balance)),
  memory_mb: process.resourceUsage().maxRSS / 1024,
  cost_per_proposal_us: { tenth: small, whole: large, ratio: large / small },
};
if (values.json) console.log(JSON.stringify(result));
else console.log(result);

/** Microseconds of CPU, by two walks of which one is twice as long: what comes before the first proposal drops out. */
function perProposal(cells: number, territories: number): number {
  const question = questionOf(madeUp(cells, territories, 0.05));
  const taste = { balance: 1, compactness: 0.3, travel: 0, disruption: 0 };
  const walk = (steps: number) => {
    const before = process.cpuUsage();
    runChain({ question, seed: 1, chain: 0, taste, steps, frontSize: 4 });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const TRIAL = 200_000;
  walk(TRIAL / 10);
  const once = walk(TRIAL);
  return (walk(2 * TRIAL) - once) / TRIAL;
}

/** A disk of H3 cells with uneven potential that nobody has been given yet. */
function madeUp(cells: number, territories: number, tolerance: number): Districting {
  const rings = Math.ceil(Math.sqrt(cells / 3));
  const ids = gridDisk(latLngToCell(40, 33, 7), rings).slice(0, cells);
  const units = ids.length;
  const { normal } = chance(1, 1);
  const weight = Float64Array.from({ length: units }, () => Math.exp(normal()));
  const all = weight.reduce((sum, w) => sum + w, 0);
  return {
    ...{ units, territories, graph: graphOf(cellShapes(ids)), before: 0, contiguous: true, maxDisruption: 1 },
    start: new Int32Array(units).fill(-1),
    balances: [
      {
        ...{
          name: "potential" as const,
          weight,
          base: new Float64Array(territories),
          tolerance,
          importance: 1,
        },
        target: new Float64Array(territories).fill(all / territories),
      },
    ],
    locked: new Int32Array(units).fill(-1),
    holdings: { start: new Int32Array(units + 1), territory: new Int32Array(0), amount: new Float64Array(0) },
    capacity: new Float64Array(territories).fill(Number.POSITIVE_INFINITY),
    capacityWeight: new Float64Array(units),
  };
}
