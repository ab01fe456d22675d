import type { SegmentsAnswer } from "../../../app/api/segments.ts";
import { formatDay } from "../../format/date.ts";
import { formatChance, formatCount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { HeatCell } from "./HeatCell.tsx";

/** The transition matrix: where accounts of each segment are a quarter later. */
export function Moves({ answer }: { answer: SegmentsAnswer }) {
  const { t, language } = useWords();
  const { transitions } = answer;
  const [first, last] = [transitions?.dates[0], transitions?.dates.at(-1)];
  return (
    <section className="card surface" data-testid="moves">
      <h2>
        {t("segments.moves")}
        {first && last && (
          <span className="hint">
            {t("segments.moves.hint", {
              first: formatDay(first, language),
              last: formatDay(last, language),
            })}
          </span>
        )}
      </h2>
      {transitions ? (
        <Matrix answer={answer} transitions={transitions} />
      ) : (
        <p className="remark">{t("segments.moves.none")}</p>
      )}
    </section>
  );
}

interface MatrixProps {
  answer: SegmentsAnswer;
  transitions: NonNullable<SegmentsAnswer["transitions"]>;
}

function Matrix({ answer, transitions }: MatrixProps) {
  const { t, language } = useWords();
  const name = (id: string) => answer.segments.find(segment => segment.id === id)?.name[language] ?? id;
  const { from, to, probability, p05, p95, count } = transitions;
  return (
    <div className="table-box">
      <table className="moves">
        <thead>
          <tr>
            <th scope="col">{t("segments.moves.from")}</th>
            {to.map(id => (
              <th key={id} scope="col">
                {name(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from.map((id, row) => (
            <tr key={id}>
              <th scope="row">{name(id)}</th>
              {to.map((other, column) => {
                const share = probability[row]![column]!;
                const moves = Math.round(count[row]![column]!);
                const seen = formatCount(moves, language);
                return (
                  <HeatCell
                    key={other}
                    share={share}
                    label={t("segments.move", {
                      from: name(id),
                      to: name(other),
                      probability: formatChance(share, language),
                      low: formatChance(p05[row]![column]!, language),
                      high: formatChance(p95[row]![column]!, language),
                      seen,
                    })}
                  >
                    {moves > 0 || share >= 0.005 ? (
                      <>
                        <strong>{formatChance(share, language)}</strong>
                        {seen}
                      </>
                    ) : (
                      <span className="unseen">–</span>
                    )}
                  </HeatCell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
