import type { ComparisonResult, ScenarioSummary } from "../../../app/api/scenarios.ts";
import { useWords } from "../../i18n/useWords.ts";
import { useScenarios } from "./client.ts";
import { BASELINE } from "./names.ts";
import { useScenarioWords } from "./useScenarioWords.ts";

type Side = ComparisonResult["a"];

/** The name of a side: of a scenario of the library that was run as it is, in the page's language. */
export function useSideName(market: string): (side: Side) => string {
  const { t } = useWords();
  const wordsOf = useScenarioWords();
  const scenarios = useScenarios(market).data;
  return ({ id, name }) => {
    if (id === BASELINE) return t("run.today");
    const known: ScenarioSummary | undefined = scenarios?.find(one => one.id === id && one.name === name);
    return known ? wordsOf(known).name : name;
  };
}
