import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../../core/errors.ts";
import { inLanguage } from "../../../core/figures.ts";
import { didYouMean } from "../../../data/config/nearest.ts";
import { makeFolder, moveDurably, writeAtomically } from "../../../data/files/durable.ts";
import { liesIn } from "../../../data/files/regularFile.ts";
import { BASELINE, scenarioText as fileText, scenarioNames } from "../../../scenarios/file/read.ts";
import type { ScenarioSummary, ScenarioText } from "../../api/scenarios.ts";
import { freeSlug, slug } from "../host/slug.ts";
import type { ScenarioOutline } from "./outline.ts";
import { scenarioTexts } from "./texts.ts";

/** The scenarios of one market: its own, which can be changed, and the library's, which cannot. */
export interface ScenarioShelf {
  list(): Promise<ScenarioSummary[]>;
  read(id: string): Promise<ScenarioText>;
  /**
   * A new file, named after the scenario's name. What is well-formed YAML is kept, whatever else is wrong with it, so
   * that work is not lost that is not done yet; what is not would hurt whoever reads it.
   */
  create(text: string): Promise<ScenarioText>;
  /** @param version of the text that was changed; a file that has changed since is not overwritten. */
  save(id: string, text: string, version: string): Promise<ScenarioText>;
  rename(id: string, to: string): Promise<ScenarioText>;
  remove(id: string): Promise<void>;
}

/** Names that a person may give: small letters, digits and single hyphens. */
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_NAME = 60;

type Entry = Awaited<ReturnType<typeof scenarioNames>>[number];

/** The scenarios of a market folder. Files are found by listing folders, so that no name leads out of them. */
export function scenarioShelf(dir: string): ScenarioShelf {
  const folder = join(dir, "scenarios");
  const inTurn = createTurns();
  /** What was read of each file, with the version of its text. */
  const outlines = new Map<string, { readonly version: string; readonly outline: ScenarioOutline }>();

  async function outlineOf(text: string, version: string, file: string): Promise<ScenarioOutline> {
    const kept = outlines.get(file);
    if (kept?.version === version) return kept.outline;
    const outline = await scenarioTexts.outline(text, file);
    outlines.set(file, { version, outline });
    return outline;
  }

  async function entry(id: string): Promise<Entry> {
    const entries = await scenarioNames({ dir });
    const found = entries.find(e => e.id === id);
    if (!found) {
      const near = didYouMean(
        id,
        entries.map(e => e.id),
      );
      throw new InputError("not_found", `there is no scenario "${id}" here${near}`);
    }
    return found;
  }

  async function own(id: string): Promise<Entry> {
    const found = await entry(id);
    if (found.from === "market") return found;
    throw new InputError(
      "read_only",
      `scenario "${id}" belongs to the library and cannot be changed; save a copy of it`,
    );
  }

  async function read(found: Entry): Promise<ScenarioText> {
    const text = await fileText(found.path, { dir });
    return {
      id: found.id,
      source: found.from,
      read_only: found.from === "library",
      text,
      version: versionOf(text),
    };
  }

  /** What cannot be read has its problem told in its place, and does not hide the others. */
  async function summarise(found: Entry): Promise<ScenarioSummary> {
    const { id, from: source } = found;
    const kept = { id, source, read_only: source === "library" };
    try {
      const { text, version } = await read(found);
      const outline = await outlineOf(text, version, `${id}.yaml`);
      return { ...kept, ...outline, name: outline.name ?? id };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { ...kept, name: id, question: null, notes: null, problem: error.message };
    }
  }

  /** @throws InputError where the folder is a link that leads out of the market. */
  async function staysInside(): Promise<void> {
    if (await liesIn(folder, dir)) return;
    throw new InputError(
      "outside",
      `${folder} leads out of the market folder; expected a folder inside of it`,
    );
  }

  async function write(path: string, text: string): Promise<void> {
    await makeFolder(folder);
    await staysInside();
    await writeAtomically(path, temporary => writeFile(temporary, text));
  }

  return {
    async list() {
      const entries = await scenarioNames({ dir });
      const summaries: ScenarioSummary[] = [];
      // One by one: many would push each other out of the queue.
      for (const found of entries) summaries.push(await summarise(found));
      for (const file of outlines.keys())
        if (!entries.some(e => `${e.id}.yaml` === file)) outlines.delete(file);
      return summaries;
    },
    read: async id => read(await entry(id)),
    create: async text => {
      const { name } = await scenarioTexts.outline(text, "draft.yaml");
      return inTurn(async () => {
        const taken = new Set((await scenarioNames({ dir })).map(e => e.id)).add(BASELINE);
        const id = freeSlug(
          slug(inLanguage(name ?? "", "en").slice(0, LONGEST_NAME), "scenario").slice(0, LONGEST_NAME),
          taken,
        );
        await write(join(folder, `${id}.yaml`), text);
        return read(await entry(id));
      });
    },
    save: async (id, text, version) => {
      await scenarioTexts.outline(text, `${id}.yaml`);
      return inTurn(async () => {
        const found = await own(id);
        const current = await read(found);
        if (current.version !== version) {
          const mend = "open it again, or save your text as a copy";
          throw new InputError("changed", `scenario "${id}" has been changed elsewhere since; ${mend}`);
        }
        await write(found.path, text);
        return read(found);
      });
    },
    rename: (id, to) =>
      inTurn(async () => {
        const found = await own(id);
        checkName(to);
        const entries = await scenarioNames({ dir });
        if (to === BASELINE || entries.some(e => e.id === to))
          throw new InputError(
            "name_taken",
            `there is a scenario "${to}" already; expected a name of its own`,
          );
        await staysInside();
        await moveDurably(found.path, join(folder, `${to}.yaml`));
        return read(await entry(to));
      }),
    remove: id =>
      inTurn(async () => {
        const { path } = await own(id);
        await staysInside();
        await rm(path);
      }),
  };
}

/** @throws InputError unless small letters, digits and hyphens make the name. */
function checkName(name: string): void {
  if (NAME.test(name) && name.length <= LONGEST_NAME) return;
  const expected = `1 to ${LONGEST_NAME} small letters a to z, digits and hyphens such as more-visits-east`;
  throw new InputError("bad_name", `expected ${expected}, got "${name}"`);
}

function versionOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** Runs one task after the other: of two people who save at once, the second is told. */
function createTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
