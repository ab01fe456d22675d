import type { RunResult } from "../../../app/api/scenarios.ts";
import { formatSignedTick } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { RAMPS, type Scheme } from "../../theme/palette.ts";

interface Props {
  breaks: readonly number[];
  result: RunResult;
  scheme: Scheme;
}

/** The breaks that are written: there is no room for all. */
const ENDS = [0, 5];

/** What the colours of the territories mean. */
export function UpliftLegend({ breaks, result, scheme }: Props) {
  const { t, language } = useWords();
  const ramp = RAMPS[scheme].share;
  return (
    <section className="legend uplift-legend surface" aria-label={t("legend.title")}>
      <h2>{t("course.map")}</h2>
      {breaks.length === 0 ? (
        <p className="small">{t("answer.same.text")}</p>
      ) : (
        <>
          <div className="legend-ramp">
            {ramp.map(color => (
              <span key={color} style={{ background: color }} />
            ))}
          </div>
          <div className="legend-breaks small figure">
            {ENDS.map(k => (
              <span key={k} style={{ left: `${(100 * (k + 1)) / ramp.length}%` }}>
                {formatSignedTick(breaks[k]!, result.currency, language)}
              </span>
            ))}
            <span style={{ left: "50%" }}>0</span>
          </div>
          <p className="small">{t("course.fades")}</p>
        </>
      )}
    </section>
  );
}
