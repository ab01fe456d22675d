import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync, Visitor } from "vite";
import { root } from "./imports.ts";

/** A regular expression of the sources. */
export interface Pattern {
  /** As a literal shows it: `/a+/g`. */
  readonly text: string;
  readonly source: string;
  readonly flags: string;
  /** File and line. */
  readonly place: string;
}

/** What the program consists of; `bench`, `scripts` and `test` meet no input of others. */
const ROOMS = ["app", "core", "data", "models", "proof", "scenarios", "sim", "territory", "twin", "viz"];

/**
 * Every regular expression of the program, literal or built.
 * @throws Error for one that is built of what is not written in its file: nobody can tell whether it is linear.
 */
export function patterns(): Pattern[] {
  return ROOMS.flatMap(room =>
    readdirSync(join(root, room), { withFileTypes: true, recursive: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .flatMap(entry => patternsOf(relative(root, join(entry.parentPath, entry.name)))),
  );
}

type Program = ReturnType<typeof parseSync>["program"];
type Expression = Extract<Program["body"][number], { type: "ExpressionStatement" }>["expression"];

function patternsOf(file: string): Pattern[] {
  const code = readFileSync(join(root, file), "utf8");
  const { program } = parseSync(file, code);
  const found: Pattern[] = [];
  const constants = new Map<string, Expression>();
  const built: { callee: Expression; arguments: readonly unknown[]; start: number }[] = [];
  const place = (start: number) => `${file}:${code.slice(0, start).split("\n").length}`;
  new Visitor({
    Literal(node) {
      if (!("regex" in node)) return;
      const { pattern, flags } = node.regex;
      found.push({ text: `/${pattern}/${flags}`, source: pattern, flags, place: place(node.start) });
    },
    VariableDeclarator({ id, init }) {
      if (id.type === "Identifier" && init) constants.set(id.name, init);
    },
    NewExpression: node => void built.push(node),
    CallExpression: node => void built.push(node),
  }).visit(program);
  for (const { callee, arguments: given, start } of built) {
    if (callee.type !== "Identifier" || callee.name !== "RegExp") continue;
    const [source, flags] = given.map(part => textOf(part as Expression, constants));
    if (source == null || flags === null)
      throw new Error(
        `${place(start)}: a pattern that is built while the program runs; write it as a literal`,
      );
    found.push({ text: `/${source}/${flags ?? ""}`, source, flags: flags ?? "", place: place(start) });
  }
  return found;
}

/** The text of an expression that is made of texts of its file; null for any other. */
function textOf(node: Expression, constants: ReadonlyMap<string, Expression>): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type === "Identifier") {
    const value = constants.get(node.name);
    return value ? textOf(value, constants) : null;
  }
  const raw = node.type === "TaggedTemplateExpression";
  const template = raw ? node.quasi : node;
  if (template.type !== "TemplateLiteral") return null;
  const parts = template.expressions.map(part => textOf(part, constants));
  if (parts.includes(null)) return null;
  return template.quasis
    .map(({ value }, i) => (raw ? value.raw : (value.cooked ?? "")) + (parts[i] ?? ""))
    .join("");
}
