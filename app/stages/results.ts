import { accountTable } from "../results/accountTable.ts";
import type { Table } from "../results/table.ts";
import { areas } from "./areas.ts";
import { dark } from "./dark.ts";
import { forecast } from "./forecast.ts";
import { heat } from "./heat.ts";
import { market } from "./market.ts";
import type { Result } from "./result.ts";
import { salesRecord } from "./salesRecord.ts";
import { segments } from "./segments.ts";
import { summary } from "./summary.ts";
import { territories } from "./territories.ts";
import { twin } from "./twin.ts";
import { wallet } from "./wallet.ts";

/** The results of the build, each after those that it needs. */
export const RESULTS: readonly Result[] = [
  market,
  salesRecord,
  dark,
  areas,
  territories,
  segments,
  twin,
  heat,
  wallet,
  forecast,
  summary,
];

/** The tables of some results, and `accounts`, which is read from many. */
export function tablesOf(results: readonly Result[]): readonly Table[] {
  return [...results.flatMap(({ tables }) => tables), accountTable];
}
