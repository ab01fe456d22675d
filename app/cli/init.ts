import { InputError } from "../../core/errors.ts";
import { initExample } from "../../data/examples/initExample.ts";
import type { IowaImport } from "../../data/officialIowa/figures.ts";
import { initFromIowa } from "../../data/officialIowa/initFromIowa.ts";
import { CENTS } from "../../data/officialIowa/layout.ts";
import { list } from "../words/format.ts";
import { inEnglish } from "../words/tell.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import type { Voice } from "./words/voice.ts";

export interface InitOptions {
  readonly example?: string;
  readonly fromIowa?: string;
  readonly ownBrand?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `penumbra init DIR --example ankara|empty` and `penumbra init DIR --from-iowa FILE`. */
export async function init(dir: string, options: InitOptions, session: Session): Promise<void> {
  const { example, fromIowa } = options;
  if (example !== undefined) return makeExample(dir, example, options, session);
  if (fromIowa !== undefined) return importIowa(dir, fromIowa, options, session);
  const message = "what to make? expected --example ankara, --example empty, or --from-iowa FILE";
  throw new InputError("nothing_to_make", message);
}

async function makeExample(
  dir: string,
  example: string,
  { seed = 1, json }: InitOptions,
  session: Session,
): Promise<void> {
  await withProgress(session, onProgress =>
    initExample(dir, example, { seed, onProgress, signal: session.signal }),
  );
  const synthetic = example !== "empty";
  if (json) return printJson(session, synthetic ? { dir, example, synthetic, seed } : { dir, example });
  const { init: words } = session.voice.words;
  session.stdout.write(
    synthetic
      ? `${words.example(dir, example)}\n${words.next(`build ${dir}`)}\n`
      : `${words.template(dir)}\n${words.next(`check ${dir}`)}\n`,
  );
}

async function importIowa(
  dir: string,
  file: string,
  { ownBrand, json }: InitOptions,
  session: Session,
): Promise<void> {
  const made = await withProgress(session, onProgress =>
    initFromIowa(dir, file, {
      tell: inEnglish,
      onProgress,
      signal: session.signal,
      ...(ownBrand === undefined ? {} : { ownBrand }),
    }),
  );
  if (json) return printJson(session, made);
  session.stdout.write(describeImport(dir, file, made, session.voice));
}

/** Rows and dollars in, out and rejected: they add up. */
function describeImport(dir: string, file: string, made: IowaImport, voice: Voice): string {
  const { rows, cents, accounts, brands, ownBrand, first, last, rejects } = made;
  const { words: all, count, day, exactAmount, tell } = voice;
  const { init: words } = all;
  const money = (amount: number) => `USD ${exactAmount(amount, CENTS)}`;
  const told = rejects.map(({ line, column, value, note }) => {
    const place = column === null ? "" : `${column} "${value ?? ""}" `;
    return `  ${words.line(count(line))}: ${place}${tell(note)}\n`;
  });
  return [
    `${words.imported(dir, file, count(accounts), count(brands), day(first), day(last))}\n`,
    list([
      [words.rows, words.sum(count(rows.read), count(rows.kept), count(rows.rejected))],
      [words.dollars, words.sum(money(cents.read), money(cents.kept), money(cents.rejected))],
      [words.ownBrand, ownBrand],
    ]),
    told.length > 0 ? `${words.rejected(`${dir}/rejected_rows.csv`)}\n` : "",
    ...told,
    `${words.next(`check ${dir}`)}\n`,
  ].join("");
}
