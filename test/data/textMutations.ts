import fc from "fast-check";

/** What breaks readers of text: signs of YAML, odd letters, numbers and days at the edge, names of JavaScript. */
const SPLINTERS = [
  ..."*a|&a |<<: *a|!!str |!x |%YAML 1.1\n---\n|- |? |: |, |{|}|[|]|[[[[|{a: {a: {a: |# |>\n|'|\"|@|`|~|---\n|...\n".split(
    "|",
  ),
  "|\n",
  ..."\t \r \r\n \0 \u2028 \uFEFF \u00a0 \ud800 💥 İ ı ğŞ e\u0301 ﬁ ".split(" "),
  ..."0 -0 1 1e309 -1e309 .inf .nan 0x1F 0o17 9007199254740993 99999999999999999999 1_000 007 1,5 1.5 −5".split(
    " ",
  ),
  ..."5% 1e3% 2,5% 5%..10% 10%..5% 5%.. normal( normal(1%,2%) normal(-1%, 900%) 99999999999%".split(" "),
  ..."2025-02-30 0000-00-00 2025-01-01 9999-12-31 9999d 9999m 0w -4w 4w 01.03.2025 24:00".split(" "),
  ..."null true yes __proto__: constructor: toString valueOf $largest $ ../../etc/passwd / \\".split(" "),
  " ".repeat(300),
  "\n".repeat(50),
  "x".repeat(1200),
  "- ".repeat(40),
];

type Mutation = (text: string) => string;

const place = fc.nat({ max: 100_000 });
const at = (text: string, where: number) => where % (text.length + 1);

/** Puts a splinter in, in the place of some letters. */
const replace = fc.tuple(place, fc.nat({ max: 12 }), fc.constantFrom(...SPLINTERS)).map(
  ([where, length, splinter]): Mutation =>
    text => {
      const start = at(text, where);
      return text.slice(0, start) + splinter + text.slice(start + length);
    },
);

/** Puts a splinter in the place of one whole value. */
const replaceValue = fc.tuple(place, fc.constantFrom(...SPLINTERS)).map(
  ([where, splinter]): Mutation =>
    text => {
      const values = [...text.matchAll(/[:,[] ?([^\s,:{}[\]]+)/g)];
      const match = values[where % Math.max(1, values.length)];
      if (!match) return text + splinter;
      const start = match.index + match[0].length - match[1]!.length;
      return text.slice(0, start) + splinter + text.slice(start + match[1]!.length);
    },
);

/** Repeats a line. */
const repeat = fc.tuple(place, fc.integer({ min: 2, max: 400 })).map(
  ([where, times]): Mutation =>
    text => {
      const lines = text.split("\n");
      const line = where % lines.length;
      return [
        ...lines.slice(0, line),
        ...Array<string>(times).fill(lines[line]!),
        ...lines.slice(line + 1),
      ].join("\n");
    },
);

/** Puts a value inside of brackets, and those in brackets. */
const deepen = fc.tuple(place, fc.integer({ min: 1, max: 60 })).map(
  ([where, depth]): Mutation =>
    text => {
      const start = at(text, where);
      return `${text.slice(0, start)}${"[".repeat(depth)}x${"]".repeat(depth)}${text.slice(start)}`;
    },
);

/** Names the value of a line, and repeats it in the place of others. */
const alias = fc.tuple(place, place, fc.integer({ min: 1, max: 9 })).map(
  ([from, to, times]): Mutation =>
    text => {
      const lines = text.split("\n");
      const named = from % lines.length;
      const using = to % lines.length;
      return lines
        .map((line, i) => {
          if (i === named) return line.replace(": ", ": &a ");
          return i === using ? line.replace(/: .*$/, `: [${Array(times).fill("*a").join(", ")}]`) : line;
        })
        .join("\n");
    },
);

/** A text after one to six mutations. */
export function mutated(examples: readonly string[]): fc.Arbitrary<string> {
  const mutation = fc.oneof(replace, replaceValue, replaceValue, repeat, deepen, alias);
  return fc
    .tuple(fc.constantFrom(...examples), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([text, mutations]) => mutations.reduce((whole, mutate) => mutate(whole), text));
}
