import { join } from "node:path";
import { loadSegments, SEGMENTS_FILE, saveSegments } from "../results/segments/file.ts";
import { segmentTable, transitionTable } from "../results/segments/tables.ts";
import { estimate, number, type Table, text, whole } from "../results/table.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";

const segmentRows: Table = {
  name: "segments",
  rows: "each segment; amounts of the last 52 weeks (12 months)",
  columns: [
    text("segment", "its id, as scenarios name it"),
    text("name", "in English"),
    text("name_tr", "in Turkish"),
    whole("accounts", "in it at the end of history"),
    number("own_amount", "own brand, in the currency"),
    number("own_amount_share", "of all own sales"),
    number("market_amount", "all brands; null: rivals' sales are not in the input"),
  ],
  also: [number("axis_<name>", "mean on an axis, 0 to 1 of the market's range; null: not in the input")],
  read: async state => segmentTable(await loadSegments(state)),
};

const transitionRows: Table = {
  name: "transitions",
  rows: "each pair of segments; none where history is too short",
  columns: [
    text("from", "segment at the end of a quarter"),
    text("to", "segment at the end of the next; no chain: powers of the matrix do not tell a year"),
    text("period", "quarter"),
    number("count", "moves seen, of all quarters of three years"),
    ...estimate(
      "probability",
      "that an account of `from` is in `to` a quarter later; points by bootstrap of accounts",
    ),
  ],
  read: async state => transitionTable(await loadSegments(state)),
};

/** The customer segments, and how accounts move between them. */
export const segments = result({
  name: "segments",
  title: { en: "segments", tr: "segmentler" },
  module: import.meta.url,
  needs: { market },
  settings: ["seed"],
  files: [SEGMENTS_FILE],
  tables: [segmentRows, transitionRows],
  async make({ market }, { folder, settings: { seed }, onProgress }) {
    const { fitSegments } = await import("../../models/segments/fit.ts");
    onProgress?.({ stage: "segments", done: 0, total: 1 });
    await saveSegments(join(folder, SEGMENTS_FILE), market, fitSegments(market, { seed, inputs: {} }));
  },
  load: state => loadSegments(state),
});
