import { isoDay } from "../../../core/period.ts";
import { NO_BEHAVIOUR } from "../../../twin/layout.ts";
import type { SegmentPath, SegmentsAnswer } from "../../api/segments.ts";
import { codesToday, type KeptSegments } from "./file.ts";

/** The segments as the API, `penumbra segments` and the page tell them. Amounts in major units. */
export function describeSegments(kept: KeptSegments): SegmentsAnswer {
  const { stability, prediction } = kept;
  return {
    axes: [...kept.axes],
    segments: segmentRows(kept),
    transitions: transitionsOf(kept),
    stability:
      stability.samples > 0
        ? { ari_median: stability.ariMedian, ari_p05: stability.ariP05, samples: stability.samples }
        : null,
    prediction: prediction && {
      r2_segments: prediction.r2Segments,
      r2_abc: prediction.r2Abc,
      accounts: prediction.accounts,
    },
  };
}

function segmentRows(kept: KeptSegments): SegmentsAnswer["segments"] {
  const { list, axes, values, own, market, minorUnits } = kept;
  const codes = codesToday(kept);
  return list.map(({ id, name, by }, code) => {
    const members = Array.from(codes.keys()).filter(i => codes[i] === code);
    const amount = (of: Float64Array) => members.reduce((sum, i) => sum + of[i]!, 0) / minorUnits;
    const means = axes.map((axis, a) => [axis, meanTold(members.map(i => values[i * axes.length + a]!))]);
    return {
      id,
      name,
      by,
      accounts: members.length,
      own_amount: amount(own),
      market_amount: market && amount(market),
      axes: Object.fromEntries(means) as Record<string, number | null>,
    };
  });
}

/** Mean of the figures that the input tells; null where it tells none. */
function meanTold(values: readonly number[]): number | null {
  const told = values.filter(v => !Number.isNaN(v));
  return told.length > 0 ? told.reduce((a, b) => a + b, 0) / told.length : null;
}

function transitionsOf({ transitions, list, days }: KeptSegments): SegmentsAnswer["transitions"] {
  if (transitions === null) return null;
  const ids = list.map(({ id }) => id);
  const rows = (matrix: Float64Array) =>
    ids.map((_, from) => Array.from(matrix.subarray(from * ids.length, (from + 1) * ids.length)));
  return {
    period: "quarter",
    dates: days.map(isoDay),
    from: ids,
    to: ids,
    probability: rows(transitions.probability),
    p05: rows(transitions.p05),
    p95: rows(transitions.p95),
    count: rows(transitions.count),
  };
}

/** The segments that one account was in, by its index in the market's order. */
export function accountSegmentPath(kept: KeptSegments, account: number): SegmentPath {
  return kept.days.map((day, d) => {
    const code = kept.path[d * kept.accounts + account] ?? NO_BEHAVIOUR;
    return { date: isoDay(day), segment: kept.list[code]?.id ?? null };
  });
}
