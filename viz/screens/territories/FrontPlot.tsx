import * as Plot from "@observablehq/plot";
import { useCallback, useRef } from "react";
import type { PlanScores, SearchResult } from "../../../app/api/planJobs.ts";
import { percent } from "../../../core/figures.ts";
import { usePlot } from "../../charts/usePlot.ts";
import { useWords } from "../../i18n/useWords.ts";
import { CHART_INK } from "../../theme/palette.ts";
import { useScheme } from "../../theme/useScheme.ts";

interface Props {
  result: SearchResult;
  /** The plan that is on the map. */
  chosen: string;
  onChoose: (plan: string) => void;
}

type Point = Pick<PlanScores, "balance" | "disruption">;

/**
 * The front: how uneven against how much changes rep, with today's plan at the start. A click on a proposal opens it on the
 * map; by keyboard the list below does.
 */
export function FrontPlot({ result, chosen, onChoose }: Props) {
  const { t, language } = useWords();
  const scheme = useScheme();
  const box = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    (width: number) => {
      const ink = CHART_INK[scheme];
      const { plans, front, today } = result;
      const share = (value: number) => percent(value, language, 0);
      const x = (p: Point) => p.disruption;
      const y = (p: Point) => p.balance;
      const start: Point[] = today.scores ? [{ balance: today.scores.balance, disruption: 0 }] : [];
      const plot = Plot.plot({
        width,
        height: 170,
        marginLeft: 40,
        marginBottom: 34,
        marginTop: 22,
        ariaLabel: t("plans.front"),
        style: {
          background: "none",
          color: ink.muted,
          fontFamily: "inherit",
          fontSize: "11px",
          overflow: "visible",
        },
        x: {
          label: t("plans.front.x"),
          labelAnchor: "right",
          labelArrow: false,
          ticks: 4,
          tickSize: 0,
          tickFormat: share,
          zero: true,
        },
        y: {
          label: t("plans.front.y"),
          labelArrow: false,
          ticks: 4,
          tickSize: 0,
          tickFormat: share,
          zero: true,
        },
        marks: [
          Plot.gridY({ stroke: ink.line, strokeOpacity: 1, ticks: 4 }),
          Plot.dot(front, { x, y, r: 2.5, fill: ink.muted, fillOpacity: 0.6 }),
          Plot.dot(start, { x, y, r: 4, stroke: ink.actual, symbol: "times" }),
          Plot.text(start, {
            x,
            y,
            text: [t("plans.front.today")],
            dx: 8,
            textAnchor: "start",
            fill: ink.actual,
          }),
          Plot.dot(plans, { x, y, r: 5, fill: ink.own, className: "proposed" }),
          Plot.dot(
            plans.filter(({ id }) => id === chosen),
            { x, y, r: 8, stroke: ink.actual, strokeWidth: 2 },
          ),
        ],
      });
      plot.querySelectorAll<SVGElement>("g.proposed circle").forEach((dot, k) => {
        dot.style.cursor = "pointer";
        dot.addEventListener("click", () => onChoose(plans[k]!.id));
      });
      return plot;
    },
    [result, chosen, onChoose, scheme, language, t],
  );
  usePlot(box, draw);
  return <div ref={box} className="front-plot" data-testid="front" />;
}
