import { fork } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inEnglish } from "../app/words/tell.ts";
import { readConfig } from "../data/config/config.ts";
import { ingest } from "../data/ingest/ingest.ts";
import { fingerprintSources } from "../data/store/fingerprint.ts";
import { literal, openDatabase } from "../data/tables/duckdb.ts";
import { precedence } from "../territory/plan/precedence.ts";
import { SCALE, type ScaleFormat, type ScaleSpec, writeScaleMarkets } from "./scaleMarket.ts";

/**
 * How long ten million rows take from a file to cell × week, beside what DuckDB itself needs to read the same file, join
 * the accounts' coordinates and group by a 0.01° grid and week:
 * `npm run bench:ingest -- [--rows 10000000] [--repeats 3] [--damaged-every 0] [--dir DIR] [--json]`;
 * with `--dir` the files are kept there, and taken from there the next time.
 * Every measurement runs in a process of its own, one after another and interleaved, so that a busy machine slows all of
 * them. Penumbra's time holds the fingerprint, the whole ingest (guesses, validation, rejects, conservation, the market
 * database on disk) and the sums.
 */
interface Measurement {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly groups: number;
  /** Sum of all groups, in whole minor units. */
  readonly amount: number;
}

type Contender = "duckdb" | "penumbra";

const THREADS = 2;

async function measure(contender: Contender, format: ScaleFormat, dir: string): Promise<Measurement> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const sums = contender === "duckdb" ? await duckdbSums(dir, format) : await penumbraSums(dir);
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    ...sums,
  };
}

type Sums = Pick<Measurement, "groups" | "amount">;

async function duckdbSums(dir: string, format: ScaleFormat): Promise<Sums> {
  const file = (name: string) => literal(join(dir, name));
  const read = format === "csv" ? `read_csv(${file("sales.csv")})` : `read_parquet(${file("sales.parquet")})`;
  const db = await openDatabase(":memory:", { threads: THREADS, temporaryFolder: join(dir, "spill") });
  try {
    await db.run(
      `CREATE TABLE sums AS SELECT floor(lat * 100)::INTEGER AS y, floor(lon * 100)::INTEGER AS x,
         date_trunc('week', date) AS week, sum(amount) AS amount
       FROM ${read} JOIN read_csv(${file("accounts.csv")}) USING (account_id) GROUP BY ALL`,
    );
    const [row] = await db.query<Sums>(
      "SELECT count(*) AS groups, round(100 * sum(amount))::BIGINT AS amount FROM sums",
    );
    return row!;
  } finally {
    db.close();
  }
}

async function penumbraSums(dir: string): Promise<Sums> {
  const config = await readConfig(dir);
  const to = join(dir, "state", "market.duckdb");
  await rm(to, { force: true });
  // Side by side, as a first build does.
  const [{ rows }] = await Promise.all([
    ingest(dir, config, { precedence, tell: inEnglish, to }),
    fingerprintSources(dir, config),
  ]);
  const db = await openDatabase(to, { readOnly: true, threads: THREADS });
  try {
    await db.run(
      `CREATE TEMP TABLE sums AS SELECT cell, period, sum(amount) AS amount
       FROM sales JOIN accounts ON account = idx GROUP BY ALL`,
    );
    const [row] = await db.query<Sums>("SELECT count(*) AS groups, sum(amount)::BIGINT AS amount FROM sums");
    const { read, kept, rejected, amount } = rows.sales!;
    const lost = read - kept - rejected || amount!.read - amount!.kept - amount!.rejected;
    if (lost !== 0 || row!.amount !== amount!.kept - amount!.outside_history)
      throw new Error(`rows or amounts were lost: ${JSON.stringify(rows.sales)}, in cells ${row!.amount}`);
    return row!;
  } finally {
    db.close();
  }
}

/** A process of its own has a peak of memory of its own. */
async function measureApart(contender: Contender, format: ScaleFormat, dir: string): Promise<Measurement> {
  const child = fork(fileURLToPath(import.meta.url), ["--measure", contender, format, dir]);
  return new Promise((resolve, reject) => {
    child.once("message", message => resolve(message as Measurement));
    child.once("exit", code =>
      reject(new Error(`the measurement of ${contender} on ${format} ended with ${code}`)),
    );
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

function summarise(rows: number, duckdb: readonly Measurement[], penumbra: readonly Measurement[]) {
  const seconds = (all: readonly Measurement[]) => median(all.map(m => m.seconds));
  const cpu = (all: readonly Measurement[]) => median(all.map(m => m.cpuSeconds));
  const peak = (all: readonly Measurement[]) => Math.round(Math.max(...all.map(m => m.peakMegabytes)));
  return {
    duckdb_seconds: seconds(duckdb),
    penumbra_seconds: seconds(penumbra),
    ratio: median(penumbra.map((m, i) => m.seconds / duckdb[i]!.seconds)),
    cpu_ratio: cpu(penumbra) / cpu(duckdb),
    rows_per_second: Math.round(rows / seconds(penumbra)),
    duckdb_peak_mb: peak(duckdb),
    penumbra_peak_mb: peak(penumbra),
    duckdb_groups: duckdb[0]!.groups,
    penumbra_groups: penumbra[0]!.groups,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: String(SCALE.rows) },
      repeats: { type: "string", default: "3" },
      "damaged-every": { type: "string", default: "0" },
      dir: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const rows = Number(values.rows);
  const dir = values.dir ?? (await mkdtemp(join(tmpdir(), "penumbra-scale-")));
  try {
    const spec = { ...SCALE, rows, damagedEvery: Number(values["damaged-every"]) };
    const folders = await scaleMarkets(join(dir, `${spec.rows}-${spec.damagedEvery}`), spec);
    const formats = spec.damagedEvery > 0 ? (["csv"] as const) : (["csv", "parquet"] as const);
    const found = new Map<string, Measurement[]>();
    for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
      for (const format of formats) {
        for (const contender of ["duckdb", "penumbra"] as const) {
          const measured = await measureApart(contender, format, folders[format]);
          const key = `${format} ${contender}`;
          found.set(key, [...(found.get(key) ?? []), measured]);
          if (!values.json) console.log(key, measured);
        }
      }
    }
    const of = (format: ScaleFormat) =>
      summarise(rows, found.get(`${format} duckdb`)!, found.get(`${format} penumbra`)!);
    const summary = {
      rows,
      repeats: Number(values.repeats),
      threads: THREADS,
      ...Object.fromEntries(formats.map(f => [f, of(f)])),
    };
    console.log(values.json ? JSON.stringify(summary) : summary);
  } finally {
    if (values.dir === undefined) await rm(dir, { recursive: true, force: true });
  }
}

/** The markets of a folder; they are written when they are not there. */
async function scaleMarkets(dir: string, spec: ScaleSpec): Promise<Record<ScaleFormat, string>> {
  const folders = { csv: join(dir, "csv"), parquet: join(dir, "parquet") };
  // The last file to be written.
  const whole = await access(join(folders.parquet, "market.yaml")).then(
    () => true,
    () => false,
  );
  return whole ? folders : writeScaleMarkets(dir, spec);
}

const [flag, contender, format, dir] = process.argv.slice(2);
if (flag === "--measure") {
  process.send!(await measure(contender as Contender, format as ScaleFormat, dir!));
  process.disconnect();
} else await main();
