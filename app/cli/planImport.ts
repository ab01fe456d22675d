import { type ImportPlanOptions, importPlanFile } from "../run/importPlan.ts";
import { list } from "../words/format.ts";
import { describeDiff } from "./planDiff.ts";
import { printJson } from "./print.ts";
import type { Session } from "./session.ts";

export interface PlanImportOptions extends ImportPlanOptions {
  readonly json?: boolean;
}

/** `penumbra plan DIR import FILE`. */
export async function planImport(
  dir: string,
  file: string,
  { json, ...options }: PlanImportOptions,
  session: Session,
): Promise<void> {
  const imported = await importPlanFile(dir, file, options);
  if (json) return printJson(session, imported);
  const { words: all, count } = session.voice;
  const { plan: words } = all;
  const columns = Object.entries(imported.columns);
  session.stdout.write(
    [
      `${words.imported(file, imported.plan)}\n`,
      columns.length > 0 ? `${words.readAs}\n${list(columns.map(([ours, theirs]) => [theirs, ours]))}` : "",
      imported.silent_postcodes > 0 ? `${words.silentPostcodes(count(imported.silent_postcodes))}\n` : "",
      `\n${describeDiff(imported.diff, session.voice)}`,
    ].join(""),
  );
}
