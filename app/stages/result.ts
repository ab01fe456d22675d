import { fileURLToPath } from "node:url";
import type { InLanguages } from "../../core/figures.ts";
import type { Tell } from "../../core/note.ts";
import type { Progress } from "../../core/progress.ts";
import type { MarketConfig } from "../../data/config/config.ts";
import type { SealedFolder } from "../../data/files/sealedFolder.ts";
import type { Sources } from "../../twin/source.ts";
import type { Table } from "../results/table.ts";

/** A key of `market.yaml`. */
export type Setting = keyof MarketConfig;

/** What every result is made with, beside what it needs. */
export interface Making<S extends Setting = Setting> {
  /** The market folder. */
  readonly dir: string;
  /** The folder of the state in the making. */
  readonly folder: string;
  /** The settings that the result has declared: its key covers these, and it is given no other. */
  readonly settings: Pick<MarketConfig, S>;
  readonly threads: number;
  /** Says notes where they are written into files: given, so that another wording makes nothing anew. */
  readonly tell: Tell;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A result of the build. `build` makes it when its key is another than that of the last state, and takes it over
 * otherwise. The key is over the code that its module reaches, the settings that it reads, and what it needs.
 *
 * A module that defines a result is light: what makes, saves and loads it is imported when it is called, so that the
 * list of results costs a command that only names them nothing.
 */
export interface Result<Value = unknown> {
  readonly name: string;
  /** What people call it. */
  readonly title: InLanguages;
  /** Path of the module that defines it. */
  readonly module: string;
  /** Other results, by the names under which `make` is given them. */
  readonly needs: Readonly<Record<string, Result>>;
  readonly settings: readonly Setting[];
  /** Settings that it reads and that nobody who needs it sees: a change of these alone makes only itself anew. */
  readonly apart: readonly Setting[];
  /** Whether it reads the market's source files: its key covers them too. */
  readonly readsSources: boolean;
  /** The files that it may write into the state; which ones it has is up to the market. */
  readonly files: readonly string[];
  /** What people see of it: `export`, the API and docs/tables.md list these. */
  readonly tables: readonly Table[];
  make(given: Readonly<Record<string, unknown>>, making: Making): Promise<unknown>;
  save(folder: string, made: unknown): Promise<void>;
  /** What it rests on: for each learned quantity data or prior, and which. */
  sources(made: unknown): Sources;
  /** Plain JSON data that the state's record keeps of it. */
  keep(made: unknown): unknown;
  /** What those that need it are given, whether it was made just now or taken over. */
  load(state: SealedFolder, kept: unknown): Promise<Value>;
  /** Tells contents apart that one key may bring about; none: the same key always brings the same content. */
  content?(value: Value): string;
}

type Needs = Readonly<Record<string, Result>>;

/** What a result is given of those that it needs. */
export type Given<N extends Needs> = {
  readonly [Name in keyof N]: N[Name] extends Result<infer Value> ? Value : never;
};

/** How a result is told; what is left out is empty. */
export interface ResultSpec<Made, Kept, Value, N extends Needs, S extends Setting> {
  readonly name: string;
  readonly title: InLanguages;
  /** `import.meta.url` of the module that defines it. */
  readonly module: string;
  readonly needs: N;
  readonly settings?: readonly S[];
  readonly apart?: readonly Setting[];
  readonly readsSources?: boolean;
  readonly files?: readonly string[];
  readonly tables?: readonly Table[];
  make(given: Given<N>, making: Making<S>): Promise<Made>;
  save?(folder: string, made: Made): Promise<void>;
  sources?(made: Made): Sources;
  keep?(made: Made): Kept;
  load(state: SealedFolder, kept: Kept): Promise<Value>;
  content?(value: Value): string;
}

/** Defines a result of the build. */
export function result<Made, Kept, Value, const N extends Needs, const S extends Setting = never>(
  spec: ResultSpec<Made, Kept, Value, N, S>,
): Result<Value> {
  const defaults = { settings: [], apart: [], readsSources: false, files: [], tables: [] };
  const methods = { save: async () => {}, sources: () => ({}), keep: () => null };
  // What the walk hands over is what these were told to take: it holds each value under its result's name.
  return { ...defaults, ...methods, ...spec, module: fileURLToPath(spec.module) } as Result<Value>;
}
