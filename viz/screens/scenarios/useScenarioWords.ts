import type { ScenarioSummary } from "../../../app/api/scenarios.ts";
import { useWords } from "../../i18n/useWords.ts";

/** Name and question of a scenario: the library's in the page's language, the market's own as they are written. */
export function useScenarioWords() {
  const { t, i18n } = useWords();
  return ({ id, source, name, question }: ScenarioSummary): { name: string; question: string | null } => {
    const key = `library.${id}`;
    if (source !== "library" || !i18n.exists(`${key}.name`)) return { name, question };
    return {
      name: t(`${key}.name` as "library.downturn.name"),
      question: t(`${key}.question` as "library.downturn.question"),
    };
  };
}
