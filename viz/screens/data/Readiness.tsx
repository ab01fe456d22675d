import { useState } from "react";
import type { MarketData } from "../../../app/api/schema.ts";
import { readinessText } from "../../../app/words/readiness.ts";
import { formatDay } from "../../format/date.ts";
import { formatPoints } from "../../format/number.ts";
import { Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";

type Score = MarketData["readiness"];
type Item = Score["items"][number];

const SHOWN = 6;

/** The score, then its items: first what can still be gained, with what to do and what that unlocks. */
export function Readiness({ readiness }: { readiness: Score }) {
  const { t, language } = useWords();
  const open = readiness.items.filter(({ points, max }) => points < max);
  const full = readiness.items.filter(({ points, max }) => points >= max);
  return (
    <section className="card surface readiness">
      <header className="readiness-score">
        <h2>{t("readiness.title")}</h2>
        <p className="score">
          <strong className="figure">{readiness.score}</strong>
          <span>{t("readiness.of")}</span>
        </p>
        <Bar share={readiness.score / 100} label={t("readiness.meter", { score: readiness.score })} />
        <p className="small">{t("readiness.asOf", { day: formatDay(readiness.as_of, language) })}</p>
      </header>
      <div className="readiness-items">
        {open.length > 0 && (
          <>
            <h3>
              {t("readiness.next")} <span className="hint">{t("readiness.nextHint")}</span>
            </h3>
            <Steps items={open} />
          </>
        )}
        {full.length > 0 && (
          <>
            <h3>{t("readiness.full")}</h3>
            <ul className="readiness-full">
              {full.map(item => (
                <FullItem key={item.id} item={item} />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

/** The steps that bring most; the rest unfolds. */
function Steps({ items }: { items: readonly Item[] }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const more = items.length - SHOWN;
  return (
    <>
      <ol>
        {(all || more <= 1 ? items : items.slice(0, SHOWN)).map(item => (
          <OpenItem key={item.id} item={item} />
        ))}
      </ol>
      {more > 1 && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("readiness.less") : t("readiness.more", { value: more })}
        </button>
      )}
    </>
  );
}

function OpenItem({ item }: { item: Item }) {
  const { language } = useWords();
  const { title, evidence, unlocks, next } = readinessText(item, language);
  return (
    <li className="readiness-item">
      <p>
        <strong>{title}</strong>{" "}
        <span className="readiness-evidence">
          <Sentence text={evidence} />
        </span>
      </p>
      <Points item={item} />
      <p className="readiness-next">
        <Sentence text={next ?? ""} />
      </p>
      <p className="readiness-unlocks small">
        <Sentence text={unlocks} />
      </p>
    </li>
  );
}

function FullItem({ item }: { item: Item }) {
  const { language } = useWords();
  const { title, evidence, unlocks } = readinessText(item, language);
  return (
    <li title={unlocks}>
      <strong>{title}</strong>{" "}
      <span className="readiness-evidence">
        <Sentence text={evidence} />
      </span>
    </li>
  );
}

function Points({ item: { points, max } }: { item: Item }) {
  const { t, language } = useWords();
  const label = t("readiness.points", { points: formatPoints(points, language), max });
  return (
    <div className="readiness-points">
      <Bar share={points / max} label={label} />
      <span className="points-label figure">{label}</span>
    </div>
  );
}

/** Lit as far as the data reach; the rest is dark. */
function Bar({ share, label }: { share: number; label: string }) {
  return (
    <span className="bar" role="img" aria-label={label}>
      <span style={{ width: `${100 * share}%` }} />
    </span>
  );
}
