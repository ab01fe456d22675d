import type { RunResult } from "../../../app/api/scenarios.ts";
import { percent } from "../../../core/figures.ts";
import type { Note } from "../../../core/note.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  restsOn: RunResult["rests_on"];
  remarks: readonly Note[];
}

const KINDS = ["data", "prior", "assumption", "scenario"] as const;

/** What the answer rests on: how much of it the market's own data, how much print, how much the scenario's word. */
export function RestsOn({ restsOn: { share, sources }, remarks }: Props) {
  const { t, language } = useWords();
  const there = KINDS.filter(kind => share[kind] > 0);
  return (
    <section className="rests-on">
      <h3>{t("rests.title")}</h3>
      <div className="rests-bar" aria-hidden="true">
        {there.map(kind => (
          <span key={kind} className={kind} style={{ flexGrow: share[kind] }} />
        ))}
      </div>
      <ul className="rests-key">
        {there.map(kind => (
          <li key={kind} className={kind}>
            {t(`rests.${kind}`, { share: percent(share[kind], language, 0) })}
          </li>
        ))}
      </ul>
      {remarks.map(remark => (
        <p key={JSON.stringify(remark)}>
          <Told note={remark} />
        </p>
      ))}
      <details>
        <summary className="small">{t("rests.sources", { count: sources.length })}</summary>
        <dl>
          {sources.map(({ of, from, note, fixed }) => (
            <div key={JSON.stringify([of, note])}>
              <dt>
                <Told note={of} />
              </dt>
              <dd>
                <span className={`rests-kind ${from}`}>{t(`rests.kind.${from}`)}</span> <Told note={note} />
                {fixed && <span className="small"> {t("rests.fixed")}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
