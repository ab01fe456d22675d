import { useMemo } from "react";
import { en } from "../../i18n/en.ts";
import { useWords } from "../../i18n/useWords.ts";

/** Axes of the segments in words; one that we have no word for keeps its key. */
export function useAxisWords() {
  const { t } = useWords();
  return useMemo(() => {
    const word = (key: string) => (key in en ? t(key as "axis.value") : null);
    return {
      axisName: (axis: string) => word(`axis.${axis}`) ?? axis,
      axisHint: (axis: string) => word(`axis.${axis}.hint`) ?? undefined,
    };
  }, [t]);
}
