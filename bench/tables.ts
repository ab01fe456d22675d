import { parseArgs } from "node:util";
import { differs, RECORD, tableDifferences } from "./tableDifferences.ts";

/**
 * Compares every table of two markets' states to the digit: `npm run bench:tables -- DIR_BEFORE DIR_AFTER [--json]`.
 * Folders of exported tables are compared in the same way. Exit code 1 when something differs but the build's record.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [before, after] = positionals;
if (!before || !after) {
  console.error("usage: npm run bench:tables -- DIR_BEFORE DIR_AFTER [--json]");
  process.exit(2);
}

const columns = await tableDifferences(before, after);
const different = columns.filter(differs);
if (values.json) {
  console.log(JSON.stringify({ before, after, columns }));
} else {
  const missing = (side: 0 | 1) =>
    [...new Set(different.map(c => c.table))].filter(table =>
      columns.every(c => c.table !== table || c.rows[side] === null),
    );
  const [added, gone] = [missing(0), missing(1)];
  for (const table of added) console.log(`${table}: only after`);
  for (const table of gone) console.log(`${table}: only before`);
  for (const { table, column, rows, differing, absolute, relative } of different) {
    if (added.includes(table) || gone.includes(table)) continue;
    // Versions of the program keep other things in the record.
    if (table === RECORD && rows.includes(null)) continue;
    const [was, is] = rows.map(count => count ?? "none");
    const shape = was === is ? `of ${was}` : `rows ${was} → ${is}`;
    const size = absolute === null ? "" : `, by up to ${absolute} (relative ${relative?.toPrecision(3)})`;
    console.log(`${table} ${column}: ${differing} differ ${shape}${size}`);
  }
  const tables = new Set(columns.map(({ table }) => table));
  console.log(`${tables.size} tables, ${columns.length} columns: ${different.length} columns differ`);
}
if (different.some(({ table }) => table !== RECORD)) process.exitCode = 1;
