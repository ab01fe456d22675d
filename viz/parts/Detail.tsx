import { errorsTr } from "../../app/words/tr/errors.ts";
import { ApiError } from "../api/client.ts";
import { useWords } from "../i18n/useWords.ts";

/** What the server says of a failure: in Turkish a line by its code, then its own words, which are English. */
export function Detail({ error }: { error: Error | { readonly code: string; readonly message: string } }) {
  const { language } = useWords();
  const code = error instanceof ApiError || !(error instanceof Error) ? error.code : undefined;
  const lines: Readonly<Record<string, string>> = errorsTr;
  const line = language === "tr" && code !== undefined ? lines[code] : undefined;
  return (
    <>
      {line && `${line}. `}
      <span lang="en" translate="no">
        {error.message}
      </span>
    </>
  );
}
