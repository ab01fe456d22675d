import type { Declared, Factor, Layout } from "../core/layout.ts";
import { BEHAVIOUR, DARK, DIMENSIONS, FITTED, FITTED_DARK, KERNEL, LIFE, SCALARS } from "../twin/layout.ts";

const PARTS: readonly (readonly [text: string, layout: Layout])[] = [
  ["Every model has these.", KERNEL],
  ["A model with dark accounts has besides; without them every account is known:", DARK],
  ["A model whose accounts move between customer segments has besides; without them rates stay:", BEHAVIOUR],
  [
    "A model whose accounts open, leave the own brand and come back has besides; without them everybody is there, and stays:",
    LIFE,
  ],
  ["The twin of a market has besides, for those who ask about accounts:", FITTED],
  ["and, with dark accounts:", FITTED_DARK],
];

/** `docs/columns.md`. */
export function columnsPage(): string {
  const letters = Object.entries(DIMENSIONS).map(([name, letter]) => `${letter} ${name}`);
  const scalars = Object.entries(SCALARS).map(([name, { unit, meaning }]) => row(name, unit ?? "", meaning));
  return [
    "# Columns of the twin",
    "",
    "What models write and the engine reads (`twin/layout`): flat columns in shared memory plus a few scalars. Accounts are sorted by cell; those without a cell come last, in a pseudo cell of their own that has no neighbours. Candidate slots of accounts that nobody has recorded come after the known ones of their cell. Brand 0 is the own brand.",
    "",
    `Lengths: ${letters.join(", ")}. Row-major: the last letter runs fastest. Indices count from 0.`,
    ...PARTS.flatMap(([text, layout]) => [
      "",
      text,
      "",
      row("column", "kind", "length", "unit", "meaning"),
      row("---", "---", "---", "---", "---"),
      ...Object.entries(layout).map(([name, column]) => columnRow(name, column)),
    ]),
    "",
    "## Scalars",
    "",
    row("scalar", "unit", "meaning"),
    row("---", "---", "---"),
    ...scalars,
    "",
  ].join("\n");
}

function columnRow(name: string, { kind, size, unit, meaning, below, none }: Declared): string {
  const end = typeof below === "string" ? `${letter(below)} − 1` : below === undefined ? "" : below - 1;
  const codes = below === undefined ? "" : `0 to ${end}${none === undefined ? "" : `, ${none}: none`}`;
  return row(name, kind, size.map(factor).join("·"), unit ?? codes, meaning);
}

function factor(of: Factor): string {
  if (typeof of === "number") return String(of);
  if (typeof of === "string") return letter(of);
  const [dimension, more] = of;
  return `(${letter(dimension)} ${more < 0 ? "−" : "+"} ${Math.abs(more)})`;
}

function letter(dimension: string): string {
  return DIMENSIONS[dimension as keyof typeof DIMENSIONS];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
