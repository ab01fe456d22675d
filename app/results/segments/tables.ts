import type { ColumnTable, TableColumn } from "../../../data/tables/columnTable.ts";
import { describeSegments } from "./describe.ts";
import { codesToday, type KeptSegments } from "./file.ts";

/** `export DIR segments`: a row for each segment, amounts of the last 52 weeks (12 months) in major units. */
export function segmentTable(kept: KeptSegments): ColumnTable {
  const { segments, axes } = describeSegments(kept);
  const numbers = (name: string, values: readonly (number | null)[]): TableColumn => ({
    name,
    type: "float64",
    values,
  });
  const total = segments.reduce((sum, s) => sum + s.own_amount, 0);
  return {
    name: "segments",
    rows: segments.length,
    columns: [
      { name: "segment", type: "utf8", values: segments.map(s => s.id) },
      { name: "name", type: "utf8", values: segments.map(s => s.name.en) },
      { name: "name_tr", type: "utf8", values: segments.map(s => s.name.tr) },
      { name: "accounts", type: "int32", values: Int32Array.from(segments, s => s.accounts) },
      numbers(
        "own_amount",
        segments.map(s => s.own_amount),
      ),
      numbers(
        "own_amount_share",
        segments.map(s => (total > 0 ? s.own_amount / total : null)),
      ),
      numbers(
        "market_amount",
        segments.map(s => s.market_amount),
      ),
      ...axes.map(axis =>
        numbers(
          `axis_${axis}`,
          segments.map(s => s.axes[axis] ?? null),
        ),
      ),
    ],
  };
}

/** `export DIR transitions`: a row for each pair of segments; empty where history is too short. */
export function transitionTable(kept: KeptSegments): ColumnTable {
  const { transitions } = describeSegments(kept);
  const pairs = (transitions?.from ?? []).flatMap((from, f) =>
    (transitions?.to ?? []).map((to, t) => ({ from, to, f, t })),
  );
  const column = (name: "probability" | "p05" | "p95" | "count"): Float64Array =>
    Float64Array.from(pairs, ({ f, t }) => transitions?.[name][f]?.[t] ?? Number.NaN);
  return {
    name: "transitions",
    rows: pairs.length,
    columns: [
      { name: "from", type: "utf8", values: pairs.map(({ from }) => from) },
      { name: "to", type: "utf8", values: pairs.map(({ to }) => to) },
      { name: "period", type: "utf8", values: pairs.map(() => "quarter") },
      { name: "count", type: "float64", values: column("count") },
      { name: "probability", type: "float64", values: column("probability") },
      { name: "probability_p05", type: "float64", values: column("p05") },
      { name: "probability_p95", type: "float64", values: column("p95") },
    ],
  };
}

/** `segment` of the accounts table: the id, null for closed accounts and numbers that another has followed. */
export function segmentColumn(kept: KeptSegments): TableColumn {
  const codes = codesToday(kept);
  return {
    name: "segment",
    type: "utf8",
    values: Array.from(codes, code => kept.list[code]?.id ?? null),
  };
}
