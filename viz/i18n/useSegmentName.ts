import { useCallback } from "react";
import { useSegments } from "../api/segments.ts";
import { useWords } from "./useWords.ts";

/** Tells the name of a segment in the page's language; its id where there is none. */
export function useSegmentName(market: string): (id: string) => string {
  const { language } = useWords();
  const segments = useSegments(market).data?.segments;
  return useCallback(
    (id: string) => segments?.find(segment => segment.id === id)?.name[language] ?? id,
    [segments, language],
  );
}
