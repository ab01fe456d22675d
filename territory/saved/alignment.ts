import { getResolution, isValidCell } from "h3-js";
import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { didYouMean } from "../../data/config/nearest.ts";
import type { SheetText, SheetTextRow } from "../../data/ingest/sheet.ts";
import type { Market } from "../../data/market/market.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlanColumn, type PlanLine, UNIT_COLUMNS } from "../plan/planLines.ts";
import { type AlignmentColumn, columnOfHeading } from "./alignmentColumns.ts";
import { type Lookup, lookupOf } from "./lookup.ts";

export interface AlignmentOptions {
  /** Reps and territories that the market does not have are new ones, and no slips. */
  readonly added: boolean;
}

/** What a sheet was understood as. */
export interface Alignment {
  readonly lines: readonly PlanLine[];
  /** The sheet's columns by what they are. */
  readonly columns: Readonly<Partial<Record<AlignmentColumn, string>>>;
  /** Postcodes that no account of the market carries. */
  readonly silent: number;
}

/**
 * Reads a sheet as an alignment: a column of areas (ids or names), accounts, cells or postcodes, and one of territories or
 * reps (ids or names), whatever they are called. Columns with unusual headings, or none, are told by what stands in them.
 * @throws InputError with file and line for what the market does not have, and for names that several have
 */
export function alignmentOf(
  sheet: SheetText,
  market: Market,
  before: Plan,
  { added }: AlignmentOptions,
): Alignment {
  const meanings = meaningsOf(market, before);
  const rows = withHeader(sheet, meanings).filter(row => row.values.some(value => value !== null));
  if (rows.length === 0) {
    const message = `${sheet.label} ${sheet.head}: expected rows below the header, got none`;
    throw new InputError("plan_columns", message, { file: sheet.label });
  }
  const columns = columnsOf(sheet, rows, meanings);
  const at = (column: AlignmentColumn) => columns.get(column) ?? -1;
  const unit = ([...UNIT_COLUMNS, "postcode"] as const).filter(column => at(column) >= 0);
  if (unit.length === 0 || (at("territory_id") < 0 && at("rep_id") < 0)) throw unclear(sheet, unit);
  let silent = 0;
  const lines = rows.flatMap((row): PlanLine[] => {
    const place = `${sheet.label} ${row.place}`;
    const cell = (column: AlignmentColumn) => row.values[at(column)] ?? null;
    const owner = ownerOf(cell, meanings, added, place);
    const line = { place, ...owner, step: cell("step") };
    const units = unit.flatMap(column => {
      const text = cell(column);
      return text === null ? [] : [{ column, ids: unitIds(column, text, meanings, place) }];
    });
    if (units.length !== 1 || units[0]!.column !== "postcode")
      return [{ ...line, ...Object.fromEntries(units.map(({ column, ids }) => [column, ids[0]!])) }];
    const { ids } = units[0]!;
    if (ids.length === 0) silent++;
    return ids.map(account_id => ({ ...line, account_id }));
  });
  // Postcodes that nobody carries, all of them.
  if (lines.length === 0) throw unclear(sheet, unit);
  const named = [...columns].map(([column, index]) => [column, sheet.columns[index]!]);
  return { lines, columns: Object.fromEntries(named), silent };
}

/** What texts of each kind may mean in a market. */
interface Meanings {
  readonly area_id: Lookup;
  readonly account_id: Lookup;
  readonly territory_id: Lookup;
  readonly rep_id: Lookup;
  /** Accounts by postcode. */
  readonly postcodes: ReadonlyMap<string, readonly string[]>;
  /** Territories by rep. */
  readonly worked: ReadonlyMap<string, readonly string[]>;
  readonly repNames: ReadonlyMap<string, string>;
  readonly resolution: number;
}

function meaningsOf(market: Market, before: Plan): Meanings {
  const { accounts, areas, reps } = market;
  const worked = new Map<string, string[]>();
  for (const { id, repId } of before.territories)
    if (repId !== null) worked.set(repId, [...(worked.get(repId) ?? []), id]);
  const known = new Map([...worked.keys()].map(id => [id, { id, name: null as string | null }]));
  for (const { id, name } of reps) known.set(id, { id, name });
  return {
    area_id: lookupOf(areas),
    account_id: lookupOf(accounts.ids.map(id => ({ id, name: null }))),
    territory_id: lookupOf(before.territories),
    rep_id: lookupOf(known.values()),
    postcodes: postcodesOf(market),
    worked,
    repNames: new Map(reps.map(({ id, name }) => [id, name])),
    resolution: market.resolution,
  };
}

function postcodesOf({ accounts }: Market): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const [name, attribute] of Object.entries(accounts.attributes)) {
    if (columnOfHeading(name) !== "postcode") continue;
    accounts.ids.forEach((id, i) => {
      const value = attribute.values[i];
      if (value === null || value === undefined || Number.isNaN(value)) return;
      const code = postcode(String(value));
      byCode.set(code, [...(byCode.get(code) ?? []), id]);
    });
  }
  return byCode;
}

/** Spreadsheets drop leading zeros, and people write spaces. */
function postcode(text: string): string {
  return text
    .replace(/\s/g, "")
    .toUpperCase()
    .replace(/^0+(?=\d)/, "");
}

/** The rows, the header's among them where it is no header but speaks of the market itself. */
function withHeader({ columns, head, rows }: SheetText, meanings: Meanings): readonly SheetTextRow[] {
  const headings = columns.filter(column => columnOfHeading(column) !== null);
  const units = columns.filter(column => KINDS.some(kind => kind.of(column, meanings)));
  const data = headings.length === 0 && units.length >= Math.min(2, columns.length);
  return data ? [{ place: head, values: columns }, ...rows] : rows;
}

/** What tells by its values what a column is; units first, owners then. */
const KINDS: readonly {
  readonly column: AlignmentColumn;
  readonly unit: boolean;
  readonly of: (text: string, meanings: Meanings) => boolean;
}[] = [
  { column: "cell", unit: true, of: text => isValidCell(text.toLowerCase()) },
  { column: "account_id", unit: true, of: (text, { account_id }) => account_id.find(text).length > 0 },
  { column: "area_id", unit: true, of: (text, { area_id }) => area_id.find(text).length > 0 },
  { column: "postcode", unit: true, of: (text, { postcodes }) => postcodes.has(postcode(text)) },
  { column: "territory_id", unit: false, of: (text, { territory_id }) => territory_id.find(text).length > 0 },
  { column: "rep_id", unit: false, of: (text, { rep_id }) => rep_id.find(text).length > 0 },
];

/** Share of a column's values that have to be of a kind. */
const ENOUGH = 0.5;

function columnsOf(
  { columns }: SheetText,
  rows: readonly SheetTextRow[],
  meanings: Meanings,
): Map<AlignmentColumn, number> {
  const found = new Map<AlignmentColumn, number>();
  columns.forEach((heading, i) => {
    const column = columnOfHeading(heading);
    if (column !== null && !found.has(column)) found.set(column, i);
  });
  const free = () => columns.map((_, i) => i).filter(i => ![...found.values()].includes(i));
  for (const unit of [true, false]) {
    const kinds = KINDS.filter(kind => kind.unit === unit);
    if (kinds.some(({ column }) => found.has(column))) continue;
    const best = free()
      .flatMap(i => {
        const texts = rows.flatMap(row => row.values[i] ?? []);
        return kinds.map(({ column, of }) => ({
          i,
          column,
          share: texts.filter(text => of(text, meanings)).length / Math.max(1, texts.length),
        }));
      })
      .sort((a, b) => b.share - a.share)[0];
    if (best && best.share >= ENOUGH) found.set(best.column, best.i);
  }
  // Of two columns the one beside the units says who has them, though nobody there is known.
  const units = KINDS.filter(({ unit, column }) => unit && found.has(column)).length;
  if (units > 0 && !found.has("territory_id") && !found.has("rep_id") && free().length === 1)
    found.set("rep_id", free()[0]!);
  return found;
}

function unclear({ label, head, columns }: SheetText, units: readonly string[]): InputError {
  const what =
    units.length === 0
      ? "a column of areas, accounts, cells or postcodes of the market"
      : "a column of territories or reps";
  const mend = "call it area_id, account_id, cell or postcode, and territory_id or rep_id";
  const message = `${label} ${head}: expected ${what}, got ${columns.join(", ") || "none"}; ${mend}`;
  return new InputError("plan_columns", message, { file: label });
}

function fault(code: InputCode, place: string, message: string): InputError {
  return new InputError(code, `${place}: ${message}`, { place });
}

function unitIds(
  column: AlignmentColumn,
  text: string,
  meanings: Meanings,
  place: string,
): readonly string[] {
  if (column === "postcode") return meanings.postcodes.get(postcode(text)) ?? [];
  if (column === "cell") {
    const cell = text.toLowerCase();
    if (isValidCell(cell) && getResolution(cell) <= meanings.resolution) return [cell];
    const expected = `an H3 cell of resolution ${meanings.resolution} or coarser`;
    throw fault("plan_place", place, `cell: expected ${expected}, got "${text}"`);
  }
  const lookup = column === "area_id" ? meanings.area_id : meanings.account_id;
  return [only(lookup, text, place, column, "plan_place", column === "area_id" ? "an area" : "an account")];
}

function only(
  lookup: Lookup,
  text: string,
  place: string,
  column: string,
  code: InputCode,
  what: string,
): string {
  const [first, ...others] = lookup.find(text);
  if (first === undefined)
    throw fault(
      code,
      place,
      `${column}: expected ${what} of the market, got "${text}"${didYouMean(text, lookup.texts)}`,
    );
  if (others.length > 0)
    throw fault(
      code,
      place,
      `${column}: "${text}" is the name of ${[first, ...others].join(" and ")}; write the id`,
    );
  return first;
}

type Owner = Pick<PlanLine, Extract<PlanColumn, "territory_id" | "rep_id" | "name" | "region_id">>;

function ownerOf(
  cell: (column: AlignmentColumn) => string | null,
  meanings: Meanings,
  added: boolean,
  place: string,
): Owner {
  const [territory, rep] = [cell("territory_id"), cell("rep_id")];
  const told = { name: cell("name"), region_id: cell("region_id") };
  const repId = rep === null ? null : repOf(rep, meanings, added || territory !== null, place);
  if (territory !== null) {
    const known = meanings.territory_id.find(territory);
    const isNew = known.length === 0 && (added || repId !== null || told.name !== null);
    const what = "a territory";
    return {
      ...told,
      territory_id: isNew
        ? territory
        : only(meanings.territory_id, territory, place, "territory_id", "plan_territory", what),
      // A name makes it a territory of the file.
      ...(isNew && { name: told.name ?? territory }),
      rep_id: repId,
    };
  }
  // Without an owner the line is told as such where the plan is made of it.
  if (repId === null) return { territory_id: null };
  const [first, ...others] = meanings.worked.get(repId) ?? [];
  if (others.length > 0) {
    const works = `${repId} works ${[first, ...others].join(" and ")}`;
    throw fault("plan_territory", place, `rep_id: ${works}; add a column territory_id that says which`);
  }
  const territory_id = first ?? repId;
  return first === undefined
    ? { ...told, territory_id, rep_id: repId, name: told.name ?? meanings.repNames.get(repId) ?? repId }
    : { ...told, territory_id, rep_id: repId };
}

function repOf(text: string, { rep_id }: Meanings, added: boolean, place: string): string {
  const found = rep_id.find(text);
  if (found.length === 0 && added) return text;
  return only(rep_id, text, place, "rep_id", "plan_territory", "a rep");
}
