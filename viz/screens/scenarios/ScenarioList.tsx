import type { ScenarioSummary } from "../../../app/api/scenarios.ts";
import { inLanguage } from "../../../core/figures.ts";
import { useWords } from "../../i18n/useWords.ts";
import { readDraft } from "./drafts.ts";
import { NEW } from "./names.ts";

interface Props {
  scenarios: readonly ScenarioSummary[];
  market: string;
  chosen: string;
  onChoose: (id: string) => void;
}

/** All scenarios with the question that each answers: the market's own first, then the library's. */
export function ScenarioList({ scenarios, market, chosen, onChoose }: Props) {
  const { t, language } = useWords();
  const isNew = chosen === NEW || readDraft(market, NEW) !== null;
  return (
    <>
      <header className="bench-head">
        <h1>{t("screen.scenarios")}</h1>
        <button type="button" className="link" onClick={() => onChoose(NEW)}>
          {t("scenario.new")}
        </button>
      </header>
      <ul className="scenario-list">
        {isNew && (
          <Item
            id={NEW}
            name={t("scenario.unnamed")}
            question={null}
            tag={t("scenario.unsaved")}
            pressed={chosen === NEW}
            onChoose={onChoose}
          />
        )}
        {scenarios.map(scenario => {
          const { id, name, question, problem } = scenario;
          return (
            <Item
              key={id}
              id={id}
              name={inLanguage(name, language)}
              question={problem === null ? question && inLanguage(question, language) : t("scenario.faulty")}
              tag={tagOf(scenario)}
              pressed={chosen === id}
              onChoose={onChoose}
            />
          );
        })}
      </ul>
    </>
  );

  function tagOf({ id, source }: ScenarioSummary): string | null {
    if (readDraft(market, id) !== null) return t("scenario.unsaved");
    return source === "library" ? t("scenario.library") : null;
  }
}

interface ItemProps {
  id: string;
  name: string;
  question: string | null;
  tag: string | null;
  pressed: boolean;
  onChoose: (id: string) => void;
}

function Item({ id, name, question, tag, pressed, onChoose }: ItemProps) {
  return (
    <li>
      <button type="button" aria-pressed={pressed} data-scenario={id} onClick={() => onChoose(id)}>
        <span className="scenario-name">{name}</span>
        {tag && <span className="small scenario-tag">{tag}</span>}
        {question && <span className="scenario-question">{question}</span>}
      </button>
    </li>
  );
}
