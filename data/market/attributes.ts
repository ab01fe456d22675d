import type { Attribute } from "./market.ts";

/**
 * Free attributes as columns. A column is of numbers where every value is one, in one and the same way of writing;
 * codes with a leading zero (0612) are text.
 * @param rows one JSON object a row; null: none
 */
export function attributeColumns(rows: readonly (string | null)[]): Record<string, Attribute> {
  const texts = new Map<string, (string | null)[]>();
  for (const [i, row] of rows.entries()) {
    if (row === null) continue;
    for (const [name, value] of Object.entries(JSON.parse(row) as Record<string, unknown>)) {
      if (!texts.has(name)) texts.set(name, new Array<string | null>(rows.length).fill(null));
      texts.get(name)![i] = textOf(value);
    }
  }
  return Object.fromEntries([...texts].map(([name, values]) => [name, attributeOf(values)]));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === "object" ? JSON.stringify(value) : String(value)).trim().normalize("NFC");
  return text === "" ? null : text;
}

/** Ways to write a number: with a point, with a comma, each with or without separated thousands. */
const STYLES = [
  { shape: /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/, plain: (t: string) => t },
  { shape: /^-?(0|[1-9]\d*)(,\d+)?$/, plain: (t: string) => t.replace(",", ".") },
  {
    shape: /^-?[1-9]\d{0,2}(\.\d{3})*(,\d+)?$/,
    plain: (t: string) => t.replaceAll(".", "").replace(",", "."),
  },
  { shape: /^-?[1-9]\d{0,2}(,\d{3})*(\.\d+)?$/, plain: (t: string) => t.replaceAll(",", "") },
];

function attributeOf(values: readonly (string | null)[]): Attribute {
  const given = values.filter(v => v !== null);
  const style = STYLES.find(({ shape }) => given.every(v => shape.test(v)));
  if (!style || given.length === 0) return { kind: "text", values };
  return {
    kind: "number",
    values: Float64Array.from(values, v => (v === null ? Number.NaN : Number(style.plain(v)))),
  };
}
