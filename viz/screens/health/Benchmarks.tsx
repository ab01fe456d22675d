import type { Recovery } from "../../../app/api/health.ts";
import { percent } from "../../../core/figures.ts";
import { formatCount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  kinds: readonly Recovery[];
}

/** The twin beside the two simple ways to spread what is dark: over people, or over known accounts. */
export function Benchmarks({ kinds }: Props) {
  const { t, language } = useWords();
  return (
    <div className="benchmarks">
      <Measure
        title={t("recovery.deviance")}
        kinds={kinds}
        of={score => score.deviance}
        format={value => formatCount(Math.round(value), language)}
      />
      <Measure
        title={t("recovery.top")}
        kinds={kinds}
        of={score => score.top_tenth}
        format={value => percent(value, language, 0)}
      />
    </div>
  );
}

type Score = Pick<Recovery, "deviance" | "top_tenth">;

interface MeasureProps extends Props {
  title: string;
  of: (score: Score) => number | null;
  format: (value: number) => string;
}

function Measure({ title, kinds, of, format }: MeasureProps) {
  const { t } = useWords();
  const rows = kinds.map(kind => ({
    kind,
    scores: [
      { who: "ours", score: kind },
      { who: "population", score: kind.benchmarks.population },
      { who: "known", score: kind.benchmarks.known },
    ].map(({ who, score }) => ({ who: who as "ours" | "population" | "known", value: score && of(score) })),
  }));
  const largest = Math.max(...rows.flatMap(({ scores }) => scores.map(({ value }) => value ?? 0)), 1e-9);
  return (
    <section>
      <p className="small">{title}</p>
      {rows.map(({ kind, scores }) => (
        <dl key={kind.by} className="measure" aria-label={`${title}: ${t(`recovery.by.${kind.by}`)}`}>
          <p className="measure-kind">{t(`recovery.by.${kind.by}`)}</p>
          {scores.map(({ who, value }) => (
            <div key={who} className={`measure-${who}`}>
              <dt className="small">{t(`recovery.${who}`)}</dt>
              <dd>
                <span className="measure-bar" style={{ width: `${(70 * (value ?? 0)) / largest}%` }} />
                {value === null ? "–" : format(value)}
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}
