import { useCallback, useMemo, useRef, useState } from "react";
import { usePlot } from "../../charts/usePlot.ts";
import { formatChance, formatSignedAmount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { CHART_INK, type Scheme } from "../../theme/palette.ts";
import { type CurvePoint, chanceAt, readablePart, startingPoint } from "./chance.ts";
import { drawChance } from "./coursePlot.ts";

interface Props {
  curve: readonly CurvePoint[];
  currency: string;
  scheme: Scheme;
  /** Whether the runs hold only under what is given: then they are counted, and no chance is told. */
  conditional: boolean;
}

/** P(uplift ≥ x): the curve, and a slider that reads it. */
export function ChanceCurve({ curve: whole, currency, scheme, conditional }: Props) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const curve = useMemo(() => readablePart(whole), [whole]);
  const [x, setX] = useState(() => startingPoint(curve));
  const p = chanceAt(curve, x);
  const label = t(conditional ? "answer.chance.runs" : "answer.chance");
  const draw = useCallback(
    (width: number) =>
      drawChance(curve, { x, p }, { width, ink: CHART_INK[scheme], currency, language, label }),
    [curve, x, p, scheme, currency, language, label],
  );
  usePlot(box, draw);
  const [low, high] = [curve[0]!.x, curve.at(-1)!.x];
  return (
    <section className="chance">
      <h3>{label}</h3>
      <p className="chance-words">
        <span>{t("answer.atLeast", { amount: formatSignedAmount(x, currency, language) })}</span>
        <output className="figure">{formatChance(p, language)}</output>
      </p>
      <div ref={box} className="chance-chart" />
      <input
        type="range"
        className="chance-slider"
        aria-label={label}
        aria-valuetext={`${formatSignedAmount(x, currency, language)}: ${formatChance(p, language)}`}
        min={low}
        max={high}
        step={(high - low) / 200}
        value={x}
        onChange={event => setX(event.currentTarget.valueAsNumber)}
      />
    </section>
  );
}
