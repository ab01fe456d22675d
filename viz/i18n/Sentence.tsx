/** Unicode's first strong isolate and its end: they stand around a name from data in a sentence, as in `app/words`. */
const [NAME_START, NAME_END] = ["\u2068", "\u2069"];

/** A name from data as a figure of a sentence, to be shown by {@link Sentence}. */
export function named(name: string): string {
  return `${NAME_START}${name}${NAME_END}`;
}

/** A sentence of the page. Names in it, and code, which stands between backticks, are not to be translated. */
export function Sentence({ text }: { text: string }) {
  return text.split(/(\u2068[^\u2068\u2069]*\u2069|`[^`]*`)/).map((piece, i) => {
    const Mark = piece.startsWith("`") ? "code" : piece.startsWith(NAME_START) ? "bdi" : null;
    if (!Mark) return piece;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
      <Mark key={i} translate="no">
        {piece.slice(1, -1)}
      </Mark>
    );
  });
}
