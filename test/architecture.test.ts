import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, localTarget, reach, root } from "./imports.ts";

/**
 * The shape of the house: imports point one way, workers stay light, the page stays free of Node. Imports are read
 * from the source text; type imports count for direction and not for what is reached at run time.
 */

/** A folder may import from folders of a lower rank, and from itself. */
const RANK: Record<string, number> = {
  core: 0,
  data: 1,
  twin: 1,
  models: 2,
  territory: 2,
  sim: 2,
  scenarios: 3,
  proof: 4,
  app: 5,
  bench: 6,
  viz: 6,
};

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const folders = readdirSync(root).filter(name => name in RANK);
const files = folders.flatMap(sourceFiles);
const graph = new Map(files.map(file => [file, importsOf(file)]));

/** Every file and package that a file needs at run time. */
const reachOf = (start: string) => reach(start, file => graph.get(file) ?? importsOf(file));

describe("architecture", () => {
  it("finds the sources it judges", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(graph.get("models/fit.ts")?.some(i => i.target === "../data/market/market.ts")).toBe(true);
  });

  it("imports point one way", () => {
    const wrong: string[] = [];
    for (const [file, imports] of graph) {
      const from = file.split("/")[0];
      for (const { target } of imports) {
        const local = localTarget(file, target);
        if (local === null) continue;
        const to = local.split("/")[0];
        if (to === from || !(to in RANK)) continue;
        if (RANK[to] >= RANK[from]) wrong.push(`${file} → ${local}`);
        if (from === "viz" && to !== "core" && !/^app\/(api|words)\//.test(local))
          wrong.push(`${file} → ${local}`);
        if (from === "sim" && to === "data") wrong.push(`${file} → ${local}`);
      }
    }
    // The CLI loads the benchmarks lazily, as one of its commands.
    expect(wrong.filter(line => !/^app\/cli\/bench\.ts → bench\//.test(line))).toEqual([]);
  });

  it("what a simulation worker reaches holds no database, no TensorFlow.js and no HTTP", () => {
    const { packages } = reachOf("sim/worker.ts");
    const heavy = [...packages].filter(p => /duckdb|tensorflow|fastify|^node:https?$|^node:net$/.test(p));
    expect(heavy).toEqual([]);
  });

  it("models/tf is the only door to TensorFlow.js, and loads it when it is needed", () => {
    const doors = [...graph].flatMap(([file, imports]) =>
      imports.filter(({ target }) => target.startsWith("@tensorflow/")).map(found => ({ file, ...found })),
    );
    expect(doors.length).toBeGreaterThan(3);
    expect(doors.filter(({ file }) => !file.startsWith("models/tf/"))).toEqual([]);
    expect(doors.filter(({ typeOnly, lazy }) => !typeOnly && !lazy)).toEqual([]);
  });

  it("data/yaml is the only parser of YAML: limits stand in one place", () => {
    const doors = [...graph].flatMap(([file, imports]) =>
      imports.some(({ target }) => target === "yaml") ? [file] : [],
    );
    expect(doors).toContain("data/yaml/read.ts");
    const others = doors.filter(file => !file.startsWith("data/yaml/"));
    for (const file of others)
      expect(readFileSync(join(root, file), "utf8"), file).toMatch(/import \{ stringify \} from "yaml";/);
  });

  it("rules and runs know no threads, network, clock or files", () => {
    const { packages } = reachOf("sim/run.ts");
    const outside = [...packages].filter(p => p.startsWith("node:") || p === "piscina");
    expect(outside).toEqual([]);
    for (const file of reachOf("sim/run.ts").files) {
      expect(readFileSync(join(root, file), "utf8")).not.toMatch(/Date\.now|performance\.now|Math\.random/);
    }
  });

  it("what the page reaches holds no Node module and no TensorFlow.js", () => {
    const entry = files.filter(file => file.startsWith("viz/") && !file.endsWith(".config.ts"));
    const learning = entry.flatMap(file => [...reachOf(file).packages].filter(p => p.includes("tensorflow")));
    expect(learning).toEqual([]);
    const node = entry.flatMap(file => [...reachOf(file).packages].filter(p => p.startsWith("node:")));
    expect(node).toEqual([]);
  });

  it("learning and simulating never take chance or time from the platform", () => {
    for (const file of files.filter(f => /^(core|twin|models|sim\/js)\//.test(f))) {
      expect(readFileSync(join(root, file), "utf8"), file).not.toMatch(/Date\.now|Math\.random/);
    }
  });

  it("no folder is a drawer for everything", () => {
    const drawers = files.filter(file => /\/(shared|types|utils|helpers|managers)\//.test(file));
    expect(drawers).toEqual([]);
  });

  it("no files import each other in a circle, values or types", () => {
    expect(circles(file => localImports(file))).toEqual([]);
  });

  it("no two folders import each other", () => {
    const pairs = new Map<string, string>();
    for (const file of files)
      for (const target of localImports(file)) {
        const [from, to] = [dirname(file), dirname(target)];
        if (from !== to && graph.has(target)) pairs.set(`${from} → ${to}`, `${file} → ${target}`);
      }
    const mutual = [...pairs].filter(([pair]) => pairs.has(pair.split(" → ").reverse().join(" → ")));
    // The command line loads the benchmarks lazily, as one of its commands; they start it as a program.
    expect(mutual.filter(([pair]) => !/^(app\/cli → bench|bench → app\/cli)$/.test(pair))).toEqual([]);
  });
});

function localImports(file: string): string[] {
  return (graph.get(file) ?? []).flatMap(({ target }) => localTarget(file, target) ?? []);
}

/** Groups of files that reach each other: strongly connected components (Tarjan 1972). */
function circles(importsOf: (file: string) => readonly string[]): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    open.push(file);
    for (const next of importsOf(file)) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}
