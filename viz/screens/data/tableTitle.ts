import type { en } from "../../i18n/en.ts";
import type { useWords } from "../../i18n/useWords.ts";

/** A table's name as people say it; one that this page does not know yet keeps its own. */
export function tableTitle(table: string, t: ReturnType<typeof useWords>["t"]): string {
  return t(`table.${table}` as keyof typeof en & `table.${string}`, { defaultValue: table });
}
