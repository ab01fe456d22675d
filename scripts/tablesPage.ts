import type { Column, Table } from "../app/results/table.ts";

/** The text of docs/tables.md. */
export function tablesPage(tables: readonly Table[]): string {
  return `# Tables of a built market

\`penumbra export DIR TABLE --to FILE\` writes them as CSV, Parquet, Arrow and, where rows have a place, GeoJSON; the API
gives each as Arrow under \`/api/markets/ID/tables/TABLE.arrow\`. Estimates are means, with their 5% and 95% points in
\`_p05\` and \`_p95\`; those of areas and territories come from joint draws, never from adding up cells' quantiles. What was
not in the input, and what a build has not learned, is null and never zero. This page is written by
\`npx tsx scripts/tables.ts\` from the objects that the program itself lists its tables from.
${tables.map(section).join("")}`;
}

function section({ name, rows, columns, also = [], by, geometry }: Table): string {
  const choice = by ? ` \`--by ${by.join("|")}\` says what a row is for.` : "";
  const place = geometry ? "" : " Rows have no place.";
  const others = also.length > 0 ? `\nIn some markets besides:\n\n${list(also)}` : "";
  return `\n## ${name}\n\nA row for ${rows}.${choice}${place}\n\n${list(columns)}${others}`;
}

/** The points of an estimate stand behind it and are not told again. */
function list(columns: readonly Column[]): string {
  const names = new Set(columns.map(({ name }) => name));
  const isPoint = (name: string) => /_p(?:05|95)$/.test(name) && names.has(name.slice(0, -4));
  const lines = columns.filter(({ name }) => !isPoint(name));
  return lines
    .map(({ name, meaning }) => `- \`${name}\`${names.has(`${name}_p05`) ? " (+ points)" : ""}: ${meaning}\n`)
    .join("");
}
