import { tellPieces } from "../../app/words/tell.ts";
import type { Note } from "../../core/note.ts";
import { Sentence } from "./Sentence.tsx";
import { useWords } from "./useWords.ts";

/** A note of the program in the page's language; names in it are marked as such. */
export function Told({ note }: { note: Note }) {
  const { language } = useWords();
  return tellPieces(note, language).map(({ text, name }, i) =>
    name ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
      <bdi key={i} translate="no">
        {text}
      </bdi>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
      <Sentence key={i} text={text} />
    ),
  );
}
