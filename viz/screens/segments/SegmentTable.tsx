import type { MarketInfo } from "../../../app/api/schema.ts";
import type { SegmentsAnswer } from "../../../app/api/segments.ts";
import { percent, shortMoney } from "../../../core/figures.ts";
import { formatCount, formatUnit } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { changeView } from "../../state/view.ts";
import { HeatCell } from "./HeatCell.tsx";
import { useAxisWords } from "./useAxisWords.ts";

type Segment = SegmentsAnswer["segments"][number];

interface Props {
  market: MarketInfo;
  answer: SegmentsAnswer;
  chosen: string | null;
}

/** A row a segment: how many, how much, and where it stands on each axis as a heat matrix. */
export function SegmentTable({ market, answer, chosen }: Props) {
  const { t } = useWords();
  const { axisName, axisHint } = useAxisWords();
  return (
    <section className="card surface">
      <h2>
        {t("segments.table")}
        <span className="hint">{t("segments.table.hint", { span: t(`span.${market.period}`) })}</span>
      </h2>
      <div className="table-box">
        <table className="segment-table">
          <thead>
            <tr>
              <th scope="col">{t("segments.name")}</th>
              <th scope="col" className="figure">
                {t("segments.accounts")}
              </th>
              <th scope="col" className="figure">
                {t("segments.own")}
              </th>
              <th scope="col" className="figure">
                {t("segments.market")}
              </th>
              {answer.axes.map(axis => (
                <th key={axis} scope="col" className="axis" title={axisHint(axis)}>
                  {axisName(axis)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.segments.map(segment => (
              <Row
                key={segment.id}
                market={market}
                segment={segment}
                axes={answer.axes}
                chosen={segment.id === chosen}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Standing answer={answer} />
    </section>
  );
}

interface RowProps {
  market: MarketInfo;
  segment: Segment;
  axes: readonly string[];
  chosen: boolean;
}

function Row({ market, segment, axes, chosen }: RowProps) {
  const { t, language } = useWords();
  const { axisName } = useAxisWords();
  const name = segment.name[language];
  const { own_amount: own, market_amount: all } = segment;
  return (
    <tr data-segment={segment.id} className={chosen ? "chosen" : undefined}>
      <th scope="row">
        <button
          type="button"
          className="segment-choice"
          aria-pressed={chosen}
          onClick={() => changeView({ segment: chosen ? null : segment.id }, "step")}
        >
          {name}
        </button>
        {segment.by !== "cluster" && <span className="small by-rule">{t(`segments.by.${segment.by}`)}</span>}
      </th>
      <td className="figure">{formatCount(segment.accounts, language)}</td>
      <td className="figure">{shortMoney(own, market.currency, language)}</td>
      <td className="figure">{all !== null && all > 0 ? percent(own / all, language, 0) : "–"}</td>
      {axes.map(axis => {
        const value = segment.axes[axis] ?? null;
        const text = value === null ? "–" : formatUnit(value, language);
        return (
          <HeatCell
            key={axis}
            share={value}
            label={t("segments.axisValue", { segment: name, axis: axisName(axis), value: text })}
          >
            {text}
          </HeatCell>
        );
      })}
    </tr>
  );
}

/** Whether the segments would come out again, and whether they tell more than what everybody does. */
function Standing({ answer: { stability, prediction } }: { answer: SegmentsAnswer }) {
  const { t, language } = useWords();
  return (
    <>
      {stability && (
        <p className="small remark">
          {t("segments.stability", {
            samples: stability.samples,
            median: formatUnit(stability.ari_median, language),
            low: formatUnit(stability.ari_p05, language),
          })}
        </p>
      )}
      {prediction && (
        <p className="small">
          {t("segments.prediction", {
            segments: percent(prediction.r2_segments, language, 0),
            abc: percent(prediction.r2_abc, language, 0),
            accounts: formatCount(prediction.accounts, language),
          })}
        </p>
      )}
    </>
  );
}
