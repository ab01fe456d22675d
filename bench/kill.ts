import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killBuilds } from "./killBuilds.ts";
import { SCALE, writeScaleMarkets } from "./scaleMarket.ts";

/**
 * Kills builds at random moments and checks that the last good state is served each time:
 * `npm run bench:kill -- [--times 50] [--seed 1] [--finish-every 5] [--json]`.
 */
const { values } = parseArgs({
  options: {
    times: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    "finish-every": { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});

const dir = await mkdtemp(join(tmpdir(), "penumbra-kill-"));
try {
  const { csv } = await writeScaleMarkets(dir, { ...SCALE, rows: 40_000, accounts: 300, brands: 4 });
  const report = await killBuilds(csv, {
    times: Number(values.times),
    seed: Number(values.seed),
    finishEvery: Number(values["finish-every"]),
    onKill: ({ moment, published }) => {
      if (!values.json)
        console.log(
          `killed after ${moment.toFixed(0)} ms: ${published ? "the new state" : "the state before"} is served`,
        );
    },
  });
  const moments = report.kills.map(kill => Math.round(kill.moment)).sort((a, b) => a - b);
  const summary = {
    kills: report.kills.length,
    build_ms: Math.round(report.buildMs),
    moments_ms: [moments[0], moments.at(-1)],
    served_before: report.kills.filter(kill => !kill.published).length,
    served_new: report.kills.filter(kill => kill.published).length,
    finished_builds: report.finished,
  };
  console.log(values.json ? JSON.stringify(summary) : summary);
} finally {
  await rm(dir, { recursive: true, force: true });
}
