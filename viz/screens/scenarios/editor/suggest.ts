import type { ScenarioNames } from "../../../../app/api/scenarios.ts";
import { type Place, placeAt } from "./place.ts";

/** The part of a JSON Schema that suggestions and help are taken from. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  /** The names that it takes: a list of the market's names, or `scenarios`. */
  readonly "x-names"?: keyof ScenarioNames | "scenarios";
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
  /** What it is. */
  readonly help?: string | undefined;
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

/** What may come at a position of a scenario's text; null where nothing is known. */
export function suggestAt(text: string, position: number, vocabulary: Vocabulary): Suggestions | null {
  const place = placeAt(text, position);
  const options = place.mode === "key" ? keysAt(place, vocabulary) : valuesAt(place, vocabulary);
  return options.length > 0 ? { typed: place.typed.length, options } : null;
}

/** What a key or the name of a lever in a scenario's text is; null for any other word. */
export function helpOn(
  text: string,
  word: { readonly from: number; readonly to: number },
  { schema }: Vocabulary,
): string | null {
  const name = text.slice(word.from, word.to);
  const { path, lever } = placeAt(text, word.from);
  const isKey = text[word.to] === ":";
  return (isKey ? schemaAt([...path, name], lever, schema) : leverSchema(schema, name))?.description ?? null;
}

function keysAt({ path, lever }: Place, { schema }: Vocabulary): Suggestion[] {
  const inLever = path.length === 1 && path[0] === "levers";
  const part = inLever ? leverSchema(schema, lever) : schemaAt(path, lever, schema);
  // Which keys a lever has depends on what it is.
  if (inLever && part === null) return [{ label: "lever", insert: "lever: " }];
  return Object.entries(part?.properties ?? {})
    .filter(([key]) => !inLever || key !== "lever")
    .map(([key, { description }]) => ({ label: key, insert: `${key}: `, help: description }));
}

/** The schema of what stands at a path of keys; without a known lever around it that of any lever that has such a key. */
function schemaAt(path: readonly string[], lever: string | null, schema: Schema): Schema | undefined {
  const [first, ...inner] = path;
  if (first === undefined) return schema;
  const part = schema.properties?.[first];
  if (!part?.items || inner.length === 0) return within(part, inner);
  const known = leverSchema(schema, lever);
  return (known ? [known] : leversOf(schema)).map(one => within(one, inner)).find(found => found);
}

function within(schema: Schema | undefined, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>((part, key) => part?.properties?.[key], schema);
}

function leversOf(schema: Schema): readonly Schema[] {
  return schema.properties?.levers?.items?.oneOf ?? [];
}

/** The schema of a lever by its name; null for none of that name. */
export function leverSchema(schema: Schema, lever: string | null): Schema | null {
  return leversOf(schema).find(one => one.properties?.lever?.const === lever) ?? null;
}

function valuesAt({ path, lever }: Place, vocabulary: Vocabulary): Suggestion[] {
  const { schema } = vocabulary;
  if (path.length === 2 && path[0] === "levers" && path[1] === "lever")
    return leversOf(schema).map(one => ({
      label: String(one.properties?.lever?.const),
      help: one.description,
    }));
  const part = schemaAt(path, lever, schema);
  if (!part) return [];
  const written = part.const === undefined ? (part.examples ?? []) : [String(part.const)];
  return [...namesOf(part, vocabulary), ...written.map(label => ({ label }))];
}

function namesOf({ "x-names": list }: Schema, { names, scenarios }: Vocabulary): Suggestion[] {
  if (list === undefined) return [];
  const known: readonly (string | { readonly id: string; readonly name: string })[] =
    list === "scenarios" ? scenarios : names[list];
  return known.map(one => {
    const { id, name } = typeof one === "string" ? { id: one, name: one } : one;
    return { label: id, insert: quoted(id), ...(name !== id && { detail: name }) };
  });
}

/** A name as YAML may hold it in any place: in quotes where a letter of it means something there. */
export function quoted(name: string): string {
  return /^[\p{L}\p{N}$][\p{L}\p{N} ._$&/()-]*$/u.test(name) && !/\s$/.test(name)
    ? name
    : JSON.stringify(name);
}
