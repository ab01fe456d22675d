import type { ActivatedPlan, Target, Territory } from "../market/market.ts";
import type { PlanReason } from "../market/planRows.ts";
import { type Database, openDatabase } from "../tables/duckdb.ts";

/** What the plans that `market.yaml` puts in force make of an ingested market. */
export interface PlansInForce {
  readonly activated: readonly ActivatedPlan[];
  /** Those of the market in its order, then those that only these plans have; as the one in force names them. */
  readonly territories: readonly Territory[];
  /** Territory of each account and of each cell in the market's order; -1 for none. */
  readonly accounts: Int32Array;
  readonly cells: Int32Array;
  /** Why, by account; null where it is nobody's. */
  readonly reasons: readonly (PlanReason | null)[];
  readonly targets: readonly Target[];
}

/** Writes them into the database of an ingested market, all or nothing. */
export async function writePlansInForce(database: string, plans: PlansInForce): Promise<void> {
  const db = await openDatabase(database);
  try {
    await db.run("BEGIN");
    await writeTerritories(db, plans.territories);
    await setTerritory(db, "accounts", plans.accounts);
    await setTerritory(db, "cells", plans.cells);
    await setReasons(db, plans.reasons);
    await writeTargets(db, plans.targets);
    const { activated } = plans;
    await db.append("activated_plans", [activated.map(a => a.from), activated.map(a => JSON.stringify(a))]);
    await db.run("COMMIT");
    await db.run("CHECKPOINT");
  } finally {
    db.close();
  }
}

async function writeTerritories(db: Database, territories: readonly Territory[]): Promise<void> {
  await db.run("DELETE FROM territories");
  await db.append("territories", [
    territories.map((_, t) => t),
    territories.map(({ id }) => id),
    territories.map(({ name }) => name),
    territories.map(({ repId }) => repId),
    territories.map(({ region }) => region ?? null),
  ]);
}

async function setTerritory(db: Database, table: "accounts" | "cells", territory: Int32Array): Promise<void> {
  await db.run("CREATE OR REPLACE TEMP TABLE by_plan (idx INTEGER, territory INTEGER)");
  await db.append("by_plan", [Array.from(territory, (_, i) => i), Array.from(territory)], "temp");
  await db.run(
    `UPDATE ${table} SET territory = p.territory FROM temp.by_plan p WHERE p.idx = ${table}.idx; DROP TABLE temp.by_plan`,
  );
}

async function setReasons(db: Database, reasons: PlansInForce["reasons"]): Promise<void> {
  await db.run("CREATE OR REPLACE TEMP TABLE by_plan (idx INTEGER, reason VARCHAR)");
  await db.append("by_plan", [reasons.map((_, i) => i), reasons], "temp");
  await db.run(
    "UPDATE accounts SET territory_reason = p.reason FROM temp.by_plan p WHERE p.idx = accounts.idx; DROP TABLE temp.by_plan",
  );
}

async function writeTargets(db: Database, targets: readonly Target[]): Promise<void> {
  await db.run(
    `DELETE FROM targets;
     CREATE OR REPLACE TEMP TABLE shared (start INTEGER, last INTEGER, span VARCHAR, territory INTEGER, amount DOUBLE)`,
  );
  await db.append(
    "shared",
    [
      targets.map(t => t.start),
      targets.map(t => t.last),
      targets.map(t => t.span),
      targets.map(t => t.territory),
      targets.map(t => t.amount),
    ],
    "temp",
  );
  await db.run(
    `INSERT INTO targets SELECT DATE '1970-01-01' + start, DATE '1970-01-01' + last, span, territory, amount::BIGINT
     FROM temp.shared ORDER BY rowid; DROP TABLE temp.shared`,
  );
}
