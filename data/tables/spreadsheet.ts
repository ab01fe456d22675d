import { literal } from "./duckdb.ts";

/**
 * Text that a spreadsheet would run as a formula, in CSV files that people open: `=cmd|…`, `+1+1`, `@SUM(…)`, also in
 * full width, behind blanks or a line end, and behind a comma or semicolon: which of the two parts cells, the reader's
 * language decides, whatever is quoted. An apostrophe before it makes it text (OWASP, "CSV injection").
 */
const BLANKS = '[ \u00a0\u2000-\u200a\u202f\u205f\u3000"]*';
const RUNS = `(^|[,;\t\r\n])(${BLANKS}[=+\\-@＝＋－＠])`;
/** A cell that begins with one of these is shifted into its neighbour, and what follows them then begins a cell. */
const SHIFTS = "^([\t\r\n])";

const runs = new RegExp(RUNS, "g");
const shifts = new RegExp(SHIFTS);

/** The text with an apostrophe before whatever a spreadsheet would run. */
export function neutralised(text: string): string {
  return text.replace(runs, "$1'$2").replace(shifts, "'$1");
}

/** SQL of {@link neutralised} of a column. */
export function neutralisedSql(column: string): string {
  const inner = `regexp_replace(${column}, ${literal(RUNS)}, ${literal("\\1'\\2")}, 'g')`;
  return `regexp_replace(${inner}, ${literal(SHIFTS)}, ${literal("'\\1")})`;
}
