import { InputError } from "../../core/errors.ts";
import { initExample } from "../../data/examples/initExample.ts";
import type { IowaImport } from "../../data/officialIowa/figures.ts";
import { initFromIowa } from "../../data/officialIowa/initFromIowa.ts";
import { CENTS } from "../../data/officialIowa/layout.ts";
import type { Effects } from "../effects/effects.ts";
import { count, exactAmount } from "../words/format.ts";
import { inEnglish } from "../words/tell.ts";
import { printJson } from "./print.ts";
import { withProgress } from "./progress.ts";

export interface InitOptions {
  readonly example?: string;
  readonly fromIowa?: string;
  readonly ownBrand?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `penumbra init DIR --example ankara|empty` and `penumbra init DIR --from-iowa FILE`. */
export async function init(dir: string, options: InitOptions, effects: Effects): Promise<void> {
  const { example, fromIowa } = options;
  if (example !== undefined) return makeExample(dir, example, options, effects);
  if (fromIowa !== undefined) return importIowa(dir, fromIowa, options, effects);
  const message = "what to make? expected --example ankara, --example empty, or --from-iowa FILE";
  throw new InputError("nothing_to_make", message);
}

async function makeExample(
  dir: string,
  example: string,
  { seed = 1, json }: InitOptions,
  effects: Effects,
): Promise<void> {
  await withProgress(effects, onProgress =>
    initExample(dir, example, { seed, onProgress, signal: effects.signal }),
  );
  const synthetic = example !== "empty";
  if (json) return printJson(effects, synthetic ? { dir, example, synthetic, seed } : { dir, example });
  effects.stdout.write(
    synthetic
      ? `Made ${dir}: the ${example} example, a synthetic market; no figure in it is real.\nNext: penumbra build ${dir}\n`
      : `Made ${dir}: a template. README.txt says what to fill in; begin with accounts.csv.\nNext: penumbra check ${dir}\n`,
  );
}

async function importIowa(
  dir: string,
  file: string,
  { ownBrand, json }: InitOptions,
  effects: Effects,
): Promise<void> {
  const made = await withProgress(effects, onProgress =>
    initFromIowa(dir, file, {
      tell: inEnglish,
      onProgress,
      signal: effects.signal,
      ...(ownBrand === undefined ? {} : { ownBrand }),
    }),
  );
  if (json) return printJson(effects, made);
  effects.stdout.write(describeImport(dir, file, made));
}

/** Rows and dollars in, out and rejected: they add up. */
function describeImport(dir: string, file: string, made: IowaImport): string {
  const { rows, cents, accounts, brands, ownBrand, first, last, rejects } = made;
  const money = (amount: number) => `USD ${exactAmount(amount, CENTS)}`;
  const told = rejects.map(
    r => `  line ${r.line}: ${r.column === null ? "" : `${r.column} "${r.value ?? ""}" `}${r.reason}\n`,
  );
  return [
    `Made ${dir} from ${file}: ${count(accounts)} stores, ${count(brands)} brands, ${first} to ${last}.\n`,
    `  rows in   ${count(rows.read)} = ${count(rows.kept)} kept + ${count(rows.rejected)} rejected\n`,
    `  dollars   ${money(cents.read)} = ${money(cents.kept)} kept + ${money(cents.rejected)} rejected\n`,
    `  own brand ${ownBrand}\n`,
    told.length > 0 ? `Rejected, the first (all of them: ${dir}/rejected_rows.csv)\n` : "",
    ...told,
    `Next: penumbra check ${dir}\n`,
  ].join("");
}
