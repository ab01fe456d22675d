import { InputError } from "../../../core/errors.ts";
import { tableColumn, valueAt } from "../../../data/tables/columnTable.ts";
import type { ForecastRow } from "../../api/schema.ts";
import { FORECAST_SCOPE } from "../../api/scopes.ts";
import { readTable } from "../../results/table.ts";
import { forecastTable } from "../../stages/forecast.ts";
import type { BuiltMarket } from "../../state/builtMarket.ts";

/** What of the forecast is asked for; without an id it is the whole market. */
export interface ForecastSlice {
  readonly level: "market" | "territory" | "area";
  readonly id: string | undefined;
  readonly brand: string;
}

/** The forecast table of a state, in memory: read once, because a slice of its file costs as much as all of it. */
export interface ForecastBook {
  readonly built: BuiltMarket;
  /** @throws InputError `not_found` for a place that the forecast does not have. */
  rows(slice: ForecastSlice): ForecastRow[];
}

const FIGURES = ["mean", "p05", "p25", "p50", "p75", "p95", "actual"] as const;

export async function readForecastBook(built: BuiltMarket): Promise<ForecastBook> {
  const table = await readTable(forecastTable, built);
  const text = (name: string) => {
    const column = tableColumn(table, name);
    return (row: number) => valueAt(column, row) as string | null;
  };
  const [level, id, brand] = [text("level"), text("id"), text("brand")];
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < table.rows; row++) {
    const key = keyOf(level(row)!, id(row), brand(row)!);
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  }
  const periods = sharedTexts(tableColumn(table, "period").values as readonly string[]);
  const figures = FIGURES.map(name => [name, tableColumn(table, name)] as const);
  return {
    built,
    rows(slice) {
      const rows = rowsOf.get(keyOf(slice.level, slice.id ?? null, slice.brand));
      if (!rows)
        throw new InputError(
          "not_found",
          `no ${slice.level} "${slice.id}" in the forecast of ${built.record.info.name}`,
        );
      return rows.map(row => ({
        period: periods[row]!,
        scope: FORECAST_SCOPE,
        ...(Object.fromEntries(figures.map(([name, column]) => [name, valueAt(column, row)])) as Omit<
          ForecastRow,
          "period" | "scope"
        >),
      }));
    },
  };
}

function keyOf(level: string, id: string | null, brand: string): string {
  return JSON.stringify([level, id, brand]);
}

/** Equal texts as one: each cell of a column that was read is a text of its own. */
function sharedTexts(texts: readonly string[]): string[] {
  const known = new Map<string, string>();
  return texts.map(text => {
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, text);
    return text;
  });
}
