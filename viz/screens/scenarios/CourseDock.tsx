import "../../panel/panel.css";
import { type CSSProperties, useCallback, useRef } from "react";
import type { RunResult } from "../../../app/api/scenarios.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { inLanguage } from "../../../core/figures.ts";
import { usePlot } from "../../charts/usePlot.ts";
import { useWords } from "../../i18n/useWords.ts";
import { CHART_INK, type Scheme } from "../../theme/palette.ts";
import { type CourseOptions, drawCourses, drawDifference } from "./coursePlot.ts";

interface Props {
  market: MarketInfo;
  result: RunResult;
  scheme: Scheme;
}

/** Time at the bottom: both courses by period, and what they differ by. */
export default function CourseDock({ market, result, scheme }: Props) {
  const { t, language } = useWords();
  const ink = CHART_INK[scheme];
  const [a, b] = [inLanguage(result.a.name, language), inLanguage(result.b.name, language)];
  return (
    <section className="course-dock surface" aria-label={t("course.label")}>
      <p className="fan-key small">
        <strong>{t(`course.title_${market.period}`)}</strong>
        <span style={{ borderColor: ink.muted }}>{a}</span>
        <span style={{ borderColor: ink.own }}>{b}</span>
        <span className="fan-band" style={{ "--band": ink.own } as CSSProperties}>
          {t("answer.nineOfTen")}
        </span>
      </p>
      <Chart result={result} scheme={scheme} draw={drawCourses} label={t("course.label")} a={a} b={b} />
      <p className="small">{t("course.difference")}</p>
      <Chart
        result={result}
        scheme={scheme}
        draw={drawDifference}
        label={t("course.difference")}
        a={a}
        b={b}
      />
    </section>
  );
}

interface ChartProps {
  result: RunResult;
  scheme: Scheme;
  label: string;
  a: string;
  b: string;
  draw: (result: RunResult, options: CourseOptions) => Element;
}

function Chart({ result, scheme, label, a, b, draw }: ChartProps) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const drawIn = useCallback(
    (width: number) =>
      draw(result, {
        width,
        ink: CHART_INK[scheme],
        currency: result.currency,
        language,
        label,
        words: { a, b, difference: t("course.difference") },
      }),
    [draw, result, scheme, language, label, a, b, t],
  );
  usePlot(box, drawIn);
  return <div ref={box} className="course-chart" />;
}
