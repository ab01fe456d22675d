import { readYaml } from "../../data/yaml/read.ts";
import type { YamlMap, YamlNode } from "../../data/yaml/tree.ts";
import type { Origin } from "../parameters/line.ts";
import { readValue } from "../parameters/values.ts";

/** Values under these keys are names: `01` and `yes` stay what is written. */
const NAMES = new Set(["where", "brand", "plan", "name", "extends", "question", "notes"]);

/**
 * Reads the YAML of a scenario's text.
 * @throws InputError `scenario_syntax` or `yaml_limit`, with line and column.
 */
export function readScenarioYaml(
  text: string,
  file: string,
): { readonly value: unknown; readonly origin: Origin } {
  const origin = readYaml(text, file, "scenario_syntax");
  return { value: plain(origin.root, false), origin };
}

/** Maps, lists and values, names as they are written. */
function plain(node: YamlNode, name: boolean): unknown {
  if (node.kind === "map") return plainMap(node, name);
  if (node.kind === "list") return node.items.map(item => plain(item, name));
  const written = typeof node.value === "number" || typeof node.value === "boolean";
  return name && written ? node.source : node.value;
}

function plainMap(map: YamlMap, name: boolean): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const { key, value, bare } of map.entries) {
    const before = entries.at(-1);
    // In {…} YAML ends a value at a comma: of normal(10%, 2%) and of 2,5% it makes two entries.
    const joined = bare && before ? `${before[1]},${key.source}` : "";
    if (readValue(joined)) before![1] = joined;
    else entries.push([key.source, plain(value, name || NAMES.has(key.source))]);
  }
  return Object.fromEntries(entries);
}
