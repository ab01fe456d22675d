import { tellMarked } from "../../app/words/tell.ts";
import type { Note } from "../../core/note.ts";
import { Sentence } from "./Sentence.tsx";
import { useWords } from "./useWords.ts";

/** A note of the program in the page's language; names in it are not to be translated. */
export function Told({ note }: { note: Note }) {
  const { language } = useWords();
  return <Sentence text={tellMarked(note, language)} />;
}
