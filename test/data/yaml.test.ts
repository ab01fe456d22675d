import { describe, expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { decodeYaml } from "../../data/yaml/decode.ts";
import { YAML_LIMITS } from "../../data/yaml/limits.ts";
import { nodeAt, placeOfKey, placeOfValue } from "../../data/yaml/places.ts";
import { readYaml } from "../../data/yaml/read.ts";
import { plainValue, type YamlNode } from "../../data/yaml/tree.ts";
import { aliasBomb } from "./yamlBombs.ts";

const read = (text: string) => readYaml(text, "x.yaml", "config_syntax");
const value = (text: string) => plainValue(read(text).root);

/** The code and the message that a text is refused with. */
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("it was read");
}

/** Nodes that were built, each counted once. */
function built(root: YamlNode): number {
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode) => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "list") node.items.forEach(visit);
    if (node.kind === "map") for (const { value } of node.entries) visit(value);
  };
  visit(root);
  return seen.size;
}

describe("aliases", () => {
  test("stand for what they name, the last of its name, and cost no more than that", () => {
    expect(value("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n")).toEqual({ a: [1, 2], b: [1, 2], c: 3, d: 3 });
    const { root } = read(aliasBomb(4));
    expect(built(root)).toBe(1 + 4 + 9);
  });

  test.each([5, 6, 40])("a bomb of %i levels is refused at the alias that is too much", levels => {
    expect(refusal(aliasBomb(levels))).toBe(
      "yaml_limit: x.yaml line 5, column 30: expected at most 50,000 values, counting what aliases (*name) repeat, got more; repeat less, or name fewer",
    );
  });

  test("the same word is not repeated into many megabytes", () => {
    const text = `a: &x ${"word".repeat(5000)}\nb: [${Array(100).fill("*x").join(", ")}]\n`;
    expect(refusal(text)).toContain("yaml_limit: x.yaml line 2, column ");
    expect(refusal(text)).toContain("at most 1,048,576 letters");
  });

  test("lists in lists are counted through aliases", () => {
    const rows = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join("");
    expect(refusal(`a0: &a0 [x]\n${rows}`)).toContain(
      "yaml_limit: x.yaml line 32, column 12: expected at most 32 levels",
    );
  });

  test("more of them than anyone writes", () => {
    const text = `a: &x 1\nb: [${"*x, ".repeat(YAML_LIMITS.aliases)}*x]\n`;
    expect(refusal(text)).toContain("at most 500 uses of aliases");
  });

  test.each([
    ["levers: &a [*a]", "line 1, column 13: not readable as YAML: *a stands inside of &a, which it repeats"],
    ["a: &x {b: [*x]}", "line 1, column 12: not readable as YAML: *x stands inside of &x"],
    ["a: &x 1\nb: &x [*x]", "line 2, column 8: not readable as YAML: *x stands inside of &x"],
    ["a: &x {b: &y {c: *x}}", "line 1, column 18: not readable as YAML: *x stands inside of &x"],
    [
      "a: *best*",
      "line 1, column 4: not readable as YAML: *best* repeats nothing that stands before it; put quotes",
    ],
    ["a: *x\nb: &x 1", "line 1, column 4: not readable as YAML: *x repeats nothing that stands before it"],
  ])("%j is refused", (text, says) => {
    expect(refusal(text)).toContain(`config_syntax: x.yaml ${says}`);
  });
});

describe("more than anyone writes is refused where it begins to be too much", () => {
  test.each([
    ["[", "line 1, column 34"],
    ["{", "line 1, column 34"],
    ["- ", "line 1, column 67"],
    ["? ", "line 1, column 67"],
    ["[{", "line 1, column 34"],
  ])("%j a hundred thousand times", (sign, place) => {
    const says = `yaml_limit: x.yaml ${place}: expected at most 32 levels of lists and keys inside each other`;
    expect(refusal(sign.repeat(100_000))).toContain(says);
  });

  test("levels in block style", () => {
    const text = Array.from({ length: 100 }, (_, i) => `${" ".repeat(i)}a:\n`).join("");
    expect(refusal(text)).toContain("yaml_limit: x.yaml line 34, column ");
  });

  test("bytes: letters beyond ASCII count as they are written", () => {
    expect(refusal("ş".repeat(YAML_LIMITS.bytes / 2 + 1))).toContain("at most 262,144 bytes of YAML");
    expect(value(`a: ${"s".repeat(YAML_LIMITS.bytes - 3)}`)).toHaveProperty("a");
  });

  test("words and signs", () => {
    expect(refusal(`a: [${"x,".repeat(YAML_LIMITS.parts / 2)}]`)).toContain(
      "at most 100,000 words and signs",
    );
    expect(refusal("---\n".repeat(60_000))).toContain("a second document begins here");
  });

  test("values", () => {
    expect(refusal("-\n".repeat(YAML_LIMITS.nodes))).toContain("at most 50,000 values");
  });

  test("a list of twenty thousand ids is read", () => {
    expect(value(`a: [${"x,".repeat(20_000)}]`)).toHaveProperty("a.length", 20_000);
  });
});

describe("what YAML can and is not for here", () => {
  test.each([
    [
      "a: 1\n---\nb: 2\n",
      "line 2, column 1: not readable as YAML: a second document begins here; remove the line ---",
    ],
    [
      "a: !!binary aGk=",
      "line 1, column 4: not readable as YAML: tags (!) mean nothing here; put quotes around the text",
    ],
    ["!!set {a, b}", "line 1, column 1: not readable as YAML: tags (!) mean nothing here"],
    ["%YAML 1.1\n---\na: yes\n", "line 1, column 1: not readable as YAML: directives (%) mean nothing here"],
    ["a: 1\na: 2\n", "line 2, column 1: not readable as YAML: the key stands twice; keep one of the two"],
    ["{a: 1, 'a': 2}", "line 1, column 8: not readable as YAML: the key stands twice"],
    ["[a, b]: 1", "line 1, column 1: not readable as YAML: a key must be a word; put quotes around it"],
    ["a: &x b\n*x : 1", "line 2, column 1: not readable as YAML: a key must be a word"],
    ["a: [1", "line 1, column 6: not readable as YAML: a bracket { or [ is not closed"],
    [
      "a:\n\t- b",
      "line 2, column 1: not readable as YAML: a tab stands where spaces are expected; indent with spaces",
    ],
    ["a: b: c", "line 1, column 4: not readable as YAML: "],
  ])("%j is refused", (text, says) => {
    expect(refusal(text)).toContain(`config_syntax: x.yaml ${says}`);
  });

  test("one document between its marks, with a mark of its encoding, is one document", () => {
    expect(value("\uFEFF---\na: 1\n...\n")).toEqual({ a: 1 });
  });

  test("a merge key is a key like any other", () => {
    expect(value("a: &x {b: 1}\nc: {<<: *x}\n")).toEqual({ a: { b: 1 }, c: { "<<": { b: 1 } } });
  });

  test("keys are what is written, and make no other object than a plain one", () => {
    const read = value("01: a\nyes: b\n__proto__: {polluted: 1}\nconstructor: c\n") as object;
    expect(Object.keys(read)).toEqual(["01", "yes", "__proto__", "constructor"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  test("an empty text has no value", () => {
    expect([value(""), value("# nothing\n"), value("a:\n")]).toEqual([null, null, { a: null }]);
  });
});

describe("places", () => {
  const yaml = read(
    "name: x\nlevers:\n  - {lever: visits,\n     change: 5%}\nsame: &s\n  deep: 1\nagain: *s\n",
  );

  test("of values, keys, and of what is nearest", () => {
    expect(placeOfValue(yaml, ["levers", 0, "change"])).toEqual({ line: 4, column: 14 });
    expect(placeOfKey(yaml, ["levers", 0, "change"])).toEqual({ line: 4, column: 6 });
    expect(placeOfValue(yaml, ["levers", 0, "missing", "more"])).toEqual({ line: 3, column: 5 });
    expect(placeOfKey(yaml, ["levers", 7])).toEqual({ line: 3, column: 3 });
    expect(placeOfValue(yaml, ["again", "deep"])).toEqual({ line: 6, column: 9 });
  });

  test("a path that no text can have leads nowhere", () => {
    for (const path of [["__proto__"], ["levers", "length"], ["levers", -1], ["name", 0]])
      expect(nodeAt(yaml, path)).toBe(null);
  });

  test("a text that was read crosses threads with what aliases share", () => {
    const copy = structuredClone(yaml);
    expect(plainValue(copy.root)).toEqual(plainValue(yaml.root));
    expect(nodeAt(copy, ["again"])).toBe(nodeAt(copy, ["same"]));
  });
});

test("bytes that are neither UTF-8 nor UTF-16 are no text", () => {
  expect(decodeYaml(Buffer.from("\uFEFFa: ş", "utf16le"), "x.yaml", "config_encoding")).toBe("a: ş");
  expect(() => decodeYaml(Buffer.from("a: ş", "latin1"), "x.yaml", "config_encoding")).not.toThrow();
  expect(() => decodeYaml(Buffer.from([0x61, 0xfe, 0xff]), "x.yaml", "config_encoding")).toThrow(
    "x.yaml is not UTF-8 text; open it in an editor",
  );
});
