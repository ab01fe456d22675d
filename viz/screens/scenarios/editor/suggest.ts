import type { ScenarioNames } from "../../../../app/api/scenarios.ts";
import { type Place, placeAt } from "./place.ts";

/** The part of a JSON Schema that suggestions are taken from. */
export interface Schema {
  readonly description?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
}

/** What may be written at a place. */
export interface Suggestion {
  readonly label: string;
  /** Text that is put in; default: the label. */
  readonly insert?: string;
  readonly detail?: string;
  /** Key of the help text: `lever.visits`, `key.where`. */
  readonly help?: string;
}

export interface Suggestions {
  /** Length of what has been typed of it, before the cursor. */
  readonly typed: number;
  readonly options: readonly Suggestion[];
}

export interface Vocabulary {
  readonly schema: Schema;
  readonly names: ScenarioNames;
  /** Names of other scenarios, for `extends`. */
  readonly scenarios: readonly string[];
}

const LARGEST = "$largest";
const CHANGES = ["+10%", "-10%", "5%..10%", "normal(10%, 2%)"];
const SHIFTS = ["2w", "-2w", "4w"];

/** What may come at a position of a scenario's text; null where nothing is known. */
export function suggestAt(text: string, position: number, vocabulary: Vocabulary): Suggestions | null {
  const place = placeAt(text, position);
  const options = place.mode === "key" ? keysAt(place, vocabulary) : valuesAt(place, vocabulary);
  return options.length > 0 ? { typed: place.typed.length, options } : null;
}

function keysAt({ path, lever }: Place, { schema }: Vocabulary): Suggestion[] {
  if (path.length === 0) return asKeys(schema.properties);
  if (path[0] !== "levers") return [];
  const known = leverSchema(schema, lever);
  if (path.length === 1)
    return known
      ? asKeys(known.properties, ["lever"])
      : [{ label: "lever", insert: "lever: ", help: "key.lever" }];
  if (path[1] === "where" && path.length === 2) {
    const where = known?.properties?.where ?? leverSchema(schema, "visits")?.properties?.where;
    return asKeys(where?.properties);
  }
  return [];
}

function asKeys(properties: Schema["properties"] = {}, without: readonly string[] = []): Suggestion[] {
  return Object.keys(properties)
    .filter(key => !without.includes(key))
    .map(key => ({ label: key, insert: `${key}: `, help: `key.${key}` }));
}

/** The schema of a lever by its name; null for none of that name. */
export function leverSchema(schema: Schema, lever: string | null): Schema | null {
  const levers = schema.properties?.levers?.items?.oneOf ?? [];
  return levers.find(one => one.properties?.lever?.const === lever) ?? null;
}

/** The names of all levers. */
export function leverNames(schema: Schema): string[] {
  const levers = schema.properties?.levers?.items?.oneOf ?? [];
  return levers.map(one => String(one.properties?.lever?.const));
}

function valuesAt({ path }: Place, { schema, names, scenarios }: Vocabulary): Suggestion[] {
  const key = path.at(-1);
  const plain = (values: readonly string[]) => values.map(value => ({ label: value, insert: quoted(value) }));
  const named = (things: readonly { readonly id: string; readonly name: string }[]) => [
    ...things.map(({ id, name }) => ({
      label: id,
      insert: quoted(id),
      ...(name !== id && { detail: name }),
    })),
    { label: LARGEST, help: "value.largest" },
  ];
  if (path[1] === "where") {
    if (key === "territories") return named(names.territories);
    if (key === "areas") return named(names.areas);
    if (key === "types") return [...plain(names.types), { label: LARGEST, help: "value.largest" }];
    return [];
  }
  switch (key) {
    case "lever":
      return leverNames(schema).map(name => ({ label: name, help: `lever.${name}` }));
    case "extends":
      return plain(scenarios);
    case "brand":
      return [...plain(names.rivals), { label: LARGEST, help: "value.largest" }];
    case "plan":
      return plain(names.plans);
    case "change":
      return plain(CHANGES).map(({ label }) => ({ label }));
    case "calls":
      return [{ label: "10%" }, { label: "5%..15%" }];
    case "shift":
      return SHIFTS.map(label => ({ label }));
    case "stop":
      return [{ label: "true" }];
    default:
      return [];
  }
}

/** A name as YAML may hold it in any place: in quotes where a letter of it means something there. */
export function quoted(name: string): string {
  return /^[\p{L}\p{N}$][\p{L}\p{N} ._$&/()-]*$/u.test(name) && !/\s$/.test(name)
    ? name
    : JSON.stringify(name);
}
