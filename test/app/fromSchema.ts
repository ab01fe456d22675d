import fc from "fast-check";

/** A JSON schema as the OpenAPI document has it, as far as it is used here. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that have broken servers before. */
const ODD_TEXTS = [
  "",
  " ",
  "..",
  "../../etc/passwd",
  "%2e%2e%2f",
  "\u0000",
  "a\u0000b",
  "a\r\nb: c",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "NaN",
  "1e999",
  "-1",
  "'; DROP TABLE accounts; --",
  '"',
  "\\",
  "{{7*7}}",
  "\ud800",
  "\u202e",
  "İstanbul ığüşöç",
  "🏔️",
  "x".repeat(399),
  "x".repeat(1500),
];

export const oddText = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const oddNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1e308, -1e308, 2 ** 53, 0.1, 1e-300),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], { __proto__: null }),
  fc.json({ maxDepth: 3 }).map(text => JSON.parse(text) as unknown),
);

/**
 * Values of a schema's shape, in which here and there something else stands.
 * @param named good values of properties by name, so that what is behind the first check is reached too
 */
export function nearly(
  schema: JsonSchema,
  named: Readonly<Record<string, readonly unknown[]>> = {},
): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: shaped(schema, named) }, { weight: 1, arbitrary: oddValue });
}

function shaped(
  schema: JsonSchema,
  named: Readonly<Record<string, readonly unknown[]>>,
): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(choice => shaped(choice, named)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return object(schema, named);
    case "array":
      return fc.array(nearly(schema.items ?? {}, named), { maxLength: 4 });
    case "integer":
      return fc.integer({
        min: Math.max(schema.minimum ?? -9, -1e9),
        max: Math.min(schema.maximum ?? 99, 1e9),
      });
    case "number":
      return oddNumber;
    case "boolean":
      return fc.boolean();
    default:
      return oddText;
  }
}

function object(
  { properties = {}, required = [] }: JsonSchema,
  named: Readonly<Record<string, readonly unknown[]>>,
): fc.Arbitrary<unknown> {
  const parts = Object.entries(properties).map(([name, schema]) => {
    const good = named[name];
    const value = nearly(schema, named);
    return [name, good ? fc.oneof(fc.constantFrom(...good), value) : value] as const;
  });
  return fc.record(Object.fromEntries(parts), {
    requiredKeys: [...required].filter(name => name in properties),
  });
}
