/** Where in a scenario's YAML a cursor stands. */
export interface Place {
  /** Keys from the outside in; of a value, its own key is the last. Lists leave no trace. */
  readonly path: readonly string[];
  readonly mode: "key" | "value";
  /** What has been typed of the key or value so far. */
  readonly typed: string;
  /** Name of the lever around the cursor. */
  readonly lever: string | null;
}

/** A key or a list item that is open. `indent` is its column; the bracket of a flow has none. */
interface Open {
  readonly indent: number;
  readonly key: string | null;
  readonly item: boolean;
  /** Where it starts in the text. */
  readonly from: number;
}

/** A bracket that is open, and the key whose value is being written inside of it. */
interface Flow {
  readonly close: "}" | "]";
  readonly from: number;
  key: string | null;
  /** Start of the current entry. */
  entry: number;
}

/**
 * Reads what surrounds a position from the text before it, line by line: text that is being typed is seldom sound
 * YAML, so that no parser is asked.
 */
export function placeAt(text: string, position: number): Place {
  const open: Open[] = [];
  const flows: Flow[] = [];
  let from = 0;
  for (const line of text.slice(0, position).split("\n")) {
    const last = from + line.length === position;
    const start = flows.length > 0 ? from : from + openBlock(line, from, open, last);
    readFlows(text, start, from + line.length, flows);
    from += line.length + 1;
  }
  const path = [...open, ...flows].flatMap(({ key }) => (key === null ? [] : [key]));
  const lever = leverAround(text, position, open, flows);
  const flow = flows.at(-1);
  if (flow) {
    const inMap = flow.close === "}" && flow.key === null;
    return { path, mode: inMap ? "key" : "value", typed: typedFrom(text, flow.entry, position), lever };
  }
  const line = text.slice(text.lastIndexOf("\n", position - 1) + 1, position);
  const value = /^[ \t]*(?:- +)*[\w-]+:[ \t](.*)$/.exec(line);
  if (value) return { path, mode: "value", typed: value[1]!.trimStart(), lever };
  const item = /^[ \t]*((?:- +)*)([\w$.%+-]*)$/.exec(line);
  // An entry of a list of names is a value of the list's key; one of levers begins with a key.
  const names = item?.[1] && path.at(-1) !== "levers";
  return { path, mode: names ? "value" : "key", typed: item?.[2] ?? "", lever };
}

/** Takes a line of block style in; gives the column at which its value starts. Empty lines end nothing by themselves. */
function openBlock(line: string, from: number, open: Open[], last: boolean): number {
  const match = /^([ \t]*)((?:- +|-$)*)(?:([\w-]+):(?:[ \t]+|$))?/.exec(line)!;
  const [all, blanks, dashes, key] = match as unknown as [string, string, string, string | undefined];
  if (!last && /^\s*(#|$)/.test(line)) return line.length;
  const column = blanks.length;
  const stays = (entry: Open) =>
    entry.indent < column || (dashes !== "" && entry.indent === column && !entry.item && entry.key !== null);
  while (open.length > 0 && !stays(open.at(-1)!)) open.pop();
  if (dashes) open.push({ indent: column, key: null, item: true, from: from + column });
  if (key)
    open.push({ indent: column + dashes.length, key, item: false, from: from + column + dashes.length });
  return all.length;
}

/** Takes the brackets of [from, to) in. Quoted text is skipped. */
function readFlows(text: string, from: number, to: number, flows: Flow[]): void {
  for (let i = from; i < to; i++) {
    const letter = text[i]!;
    const flow = flows.at(-1);
    if (letter === '"' || letter === "'") {
      const end = text.indexOf(letter, i + 1);
      if (end < 0 || end >= to) return;
      i = end;
    } else if (letter === "{" || letter === "[") {
      flows.push({ close: letter === "{" ? "}" : "]", from: i, key: null, entry: i + 1 });
    } else if (letter === flow?.close) flows.pop();
    else if (flow && letter === ",") {
      flow.key = null;
      flow.entry = i + 1;
    } else if (flow?.close === "}" && letter === ":" && flow.key === null) {
      flow.key = text.slice(flow.entry, i).trim();
      flow.entry = i + 1;
    } else if (letter === "#" && !flow && /\s/.test(text[i - 1] ?? " ")) return;
  }
}

function typedFrom(text: string, from: number, to: number): string {
  return text.slice(from, to).trimStart();
}

/** The lever that is named inside the list item around a position, before or after it. */
function leverAround(
  text: string,
  position: number,
  open: readonly Open[],
  flows: readonly Flow[],
): string | null {
  const at = open.findIndex(({ key }) => key === "levers");
  if (at < 0) return null;
  const item = open[at + 1]?.item ? open[at + 1]! : null;
  const brace = flows.find(({ close }) => close === "}");
  const from = item?.from ?? brace?.from;
  if (from === undefined) return null;
  const rest = text.slice(position);
  const next = item ? nextItem(rest, item.indent) : rest.search(/[}\n]/);
  const end = next < 0 ? text.length : position + next;
  return /(?:^|[\s{,-])lever:[ \t]*([\w-]+)/.exec(text.slice(from, end))?.[1] ?? null;
}

/** Where the next item of a list in a column begins, or what stands outside of the list; -1 where nothing follows. */
function nextItem(text: string, column: number): number {
  const item = `${" ".repeat(column)}- `;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (text.startsWith(item, at + 1) || /\S/.test(text[at + 1] ?? "")) return at;
  }
  return -1;
}
