import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { Tell } from "../../core/note.ts";
import type { Progress } from "../../core/progress.ts";
import { makeMarketFolder } from "../files/wholeFolder.ts";
import { type Reject, rejectMessage, SHOWN_COLUMNS } from "../ingest/rejects.ts";
import { type Database, literal, openDatabase } from "../tables/duckdb.ts";
import { iowaCounties } from "./counties.ts";
import type { Balance, IowaFigures, IowaImport } from "./figures.ts";
import { marketYaml, readme } from "./folderText.ts";
import { type IowaExport, readExport } from "./readExport.ts";
import { settleRejects } from "./rejects.ts";
import { makeBrands, writeAccounts, writeSales } from "./tables.ts";

export interface IowaOptions {
  /** A vendor's name; default: the largest vendor. */
  readonly ownBrand?: string;
  /** Words for the file of rejects and for messages. */
  readonly tell: Tell;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const STAGES = ["read", "stores", "sales"] as const;
const SHOWN_REJECTS = 5;
/** A larger share of bad rows means that the file is not what it seems. */
const MOST_REJECTS = 0.01;

/**
 * Turns an export of "Iowa Liquor Sales" into a market folder: all of it or nothing. The export streams through DuckDB;
 * its size is bounded by the disk, not by memory.
 * @param dir a path that does not exist yet, or an empty folder
 * @throws InputError when the file is no such export, has too many bad rows, or no vendor has the asked name
 */
export async function initFromIowa(dir: string, file: string, options: IowaOptions): Promise<IowaImport> {
  const { dir: target, made } = await makeMarketFolder(dir, async draft => {
    const scratch = join(draft, ".import");
    await mkdir(scratch);
    const open = {
      temporaryFolder: join(scratch, "spill"),
      ...(options.signal ? { signal: options.signal } : {}),
    };
    const db = await openDatabase(join(scratch, "import.duckdb"), open);
    try {
      return await writeFolder(db, draft, scratch, file, options);
    } finally {
      db.close();
      await rm(scratch, { recursive: true, force: true });
    }
  });
  return { dir: target, ...made };
}

async function writeFolder(
  db: Database,
  dir: string,
  scratch: string,
  path: string,
  { ownBrand: asked, tell, onProgress }: IowaOptions,
): Promise<IowaFigures> {
  const stage = (name: (typeof STAGES)[number]) =>
    onProgress?.({ stage: name, done: STAGES.indexOf(name), total: STAGES.length });
  stage("read");
  const source = await readExport(db, scratch, path);
  const rejects = await settleRejects(db, source, { shown: SHOWN_REJECTS, tell });
  const balance = await weigh(db, source);
  refuseMostlyBad(source, balance.rows, rejects);
  stage("stores");
  const { ownBrand, brands } = await makeBrands(db, asked);
  const counties = await iowaCounties();
  const accounts = await writeAccounts(db, dir, counties);
  stage("sales");
  await writeSales(db, dir);
  const figures = { file: source.file, ownBrand, accounts, brands, ...balance, rejects };
  await writeFile(join(dir, "counties.geojson"), JSON.stringify(counties));
  if (rejects.length > 0) await writeRejected(db, dir);
  await writeFile(join(dir, "README.txt"), readme(figures));
  await writeFile(join(dir, "market.yaml"), marketYaml(figures));
  return figures;
}

async function weigh(
  db: Database,
  { opened }: IowaExport,
): Promise<Pick<IowaFigures, "rows" | "cents" | "first" | "last">> {
  const sum = (where: string) => `coalesce(sum(cents) FILTER (${where}), 0)::BIGINT`;
  const [row] = await db.query<
    Record<"n" | "bad" | "kept" | "lost", number> & Record<"first" | "last", string>
  >(
    `SELECT count(*) AS n, count(bad) AS bad, ${sum("bad IS NULL")} AS kept, ${sum("bad IS NOT NULL")} AS lost,
       min(day) FILTER (bad IS NULL)::VARCHAR AS first, max(day) FILTER (bad IS NULL)::VARCHAR AS last FROM lines`,
  );
  const { n, bad, kept, lost, first, last } = row!;
  const malformed = opened.malformed.size;
  return {
    rows: { read: n + malformed, kept: n - bad, rejected: bad + malformed },
    cents: { read: kept + lost, kept, rejected: lost },
    first,
    last,
  };
}

function refuseMostlyBad({ file }: IowaExport, rows: Balance, rejects: readonly Reject[]): void {
  if (rows.kept > 0 && rows.rejected <= MOST_REJECTS * rows.read) return;
  const shown = rejects.map(reject => `  ${rejectMessage(reject)}`).join("\n");
  const message =
    rows.read === 0
      ? `${file} has a header and no rows; export it again`
      : `${file}: ${rows.rejected} of ${rows.read} rows are bad, more than 1%; the first:\n${shown}\nmend them, or export the file again`;
  throw new InputError("too_many_rejects", message, { file, ...rows });
}

async function writeRejected(db: Database, dir: string): Promise<void> {
  const rows = `SELECT ${SHOWN_COLUMNS} FROM rejects ORDER BY line`;
  await db.run(`COPY (${rows}) TO ${literal(join(dir, "rejected_rows.csv"))} (FORMAT csv, HEADER)`);
}
