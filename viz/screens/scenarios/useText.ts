import { useCallback, useState } from "react";
import type { ScenarioText } from "../../../app/api/scenarios.ts";
import { type Draft, readDraft, writeDraft } from "./drafts.ts";

/** The text in the editor: the file's, or what somebody has made of it. */
export interface EditedText {
  /** Null while the file is on its way. */
  readonly text: string | null;
  readonly changed: boolean;
  /** Of the file that the text was made from; null for a new scenario. */
  readonly version: string | null;
  write(text: string): void;
  /** Back to the file. */
  discard(): void;
}

/** @param template text of a scenario that has no file yet */
export function useText(
  market: string,
  id: string,
  file: ScenarioText | undefined,
  template: string | null,
): EditedText {
  const [draft, setDraft] = useState<Draft | null>(() => readDraft(market, id));
  const saved = file?.text ?? template;
  const version = draft?.version ?? file?.version ?? null;
  const write = useCallback(
    (text: string) => {
      const next = text === saved ? null : { text, version };
      writeDraft(market, id, next);
      setDraft(next);
    },
    [market, id, saved, version],
  );
  const discard = useCallback(() => {
    writeDraft(market, id, null);
    setDraft(null);
  }, [market, id]);
  return { text: draft?.text ?? saved, changed: draft !== null, version, write, discard };
}
