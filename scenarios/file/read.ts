import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import type { InLanguages, WrittenText } from "../../core/figures.ts";
import { byNearness, nearest } from "../../data/config/nearest.ts";
import { readWhole } from "../../data/files/regularFile.ts";
import { complaint } from "../../data/yaml/complaint.ts";
import { decodeYaml } from "../../data/yaml/decode.ts";
import { YAML_LIMITS } from "../../data/yaml/limits.ts";
import { placeOfValue } from "../../data/yaml/places.ts";
import type { Lever } from "../levers/lever.ts";
import { joined, meant, wantedNot } from "../parameters/expected.ts";
import type { LeverLine, Origin } from "../parameters/line.ts";
import { parseScenario, type ScenarioFile } from "./parse.ts";

/** A scenario with everything that it extends: the levers of what is extended come first. */
export interface Scenario {
  /** How it was asked for: `baseline`, the name of a file without its ending, or a path. */
  readonly id: string;
  readonly name: WrittenText;
  readonly question: WrittenText | null;
  readonly notes: WrittenText | null;
  /** Periods ahead; null: a year. */
  readonly horizon: number | null;
  /** Where the horizon is written; null where it is not. */
  readonly horizonOrigin: Origin | null;
  readonly levers: readonly LeverLine[];
  /** The YAML texts that it was made from, its own last; empty for today's course. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
}

/** Where scenarios are looked up. */
export interface ScenarioPlaces {
  /** The market folder: names are files of its `scenarios/`. */
  readonly dir: string;
  /** Folder of the library; default: the one that comes with the program. */
  readonly library?: string;
  /** Whether a path is taken as well as a name; a server says no. Default: yes. */
  readonly paths?: boolean;
  /** The levers that there are; default: those of this version. */
  readonly levers?: readonly Lever[];
}

/** Name of today's course. */
export const BASELINE = "baseline";

/** Levers of one scenario, each of which is worked out over all accounts. */
export const MOST_LEVERS = 200;

/** Scenarios that extend one another in a row; nobody can read more of them together. */
const MOST_BASES = 16;

const ENDINGS = [".yaml", ".yml"];

/** Today's course: no levers. */
export const TODAYS_COURSE: Scenario = {
  id: BASELINE,
  name: { en: "Today's course", tr: "Bugünkü gidiş" },
  question: null,
  notes: null,
  horizon: null,
  horizonOrigin: null,
  levers: [],
  texts: [],
};

/** The scenarios that come with the program: beside this file, in the sources and in dist/. */
function libraryFolder(): string {
  return fileURLToPath(new URL("../library", import.meta.url));
}

/**
 * Reads a scenario by its name (in DIR/scenarios, then in the library) or by its path. `baseline` is today's course.
 * @throws InputError when there is none, when it is faulty, or when `extends` goes in a circle.
 */
export async function readScenario(reference: string, places: ScenarioPlaces): Promise<Scenario> {
  if (reference === BASELINE) return TODAYS_COURSE;
  const path = await find(reference, places, process.cwd());
  if (path === null) {
    const words = await missing(reference, places);
    throw new InputError("scenario_missing", words.en, { reference, words });
  }
  const text = await scenarioText(path, places);
  return follow(text, { id: reference, path, places });
}

/**
 * The text of a scenario's file.
 * @throws InputError when it is no regular file, too large, no text, or one of DIR/scenarios that leads out of DIR.
 */
export async function scenarioText(path: string, { dir }: Pick<ScenarioPlaces, "dir">): Promise<string> {
  const name = basename(path);
  const own = resolve(dirname(path)) === resolve(dir, "scenarios");
  const role = { kind: "scenario", name, ...(own && { inside: dir }) } as const;
  const bytes = await readWhole(path, role, YAML_LIMITS.bytes);
  if (bytes !== null) return decodeYaml(bytes, name, "scenario_encoding");
  throw new InputError("scenario_missing", `there is no file ${path} any more`, { file: path });
}

/**
 * Checks a scenario's text and follows what it extends, as if it were a file of DIR/scenarios.
 * @param id its name in messages and results
 */
export async function readScenarioText(text: string, id: string, places: ScenarioPlaces): Promise<Scenario> {
  return follow(text, { id, path: join(places.dir, "scenarios", `${id}.yaml`), places });
}

interface Followed {
  readonly id: string;
  readonly path: string;
  readonly places: ScenarioPlaces;
  /** Files that led here. */
  readonly trail?: readonly string[];
}

async function follow(text: string, { id, path, places, trail = [] }: Followed): Promise<Scenario> {
  const file = parseScenario(text, basename(path), places.levers);
  const base = await baseOf(file, path, places, [...trail, path]);
  const levers = [...base.levers, ...file.levers];
  if (levers.length > MOST_LEVERS) {
    const what = {
      en: `at most ${MOST_LEVERS}, those of what it extends among them`,
      tr: `en çok ${MOST_LEVERS}, genişlettiği senaryonunkiler de içinde`,
    };
    const message = joined("levers: ", wantedNot(what, String(levers.length)));
    throw complaint("scenario_invalid", basename(path), [
      { ...placeOfValue(file.origin, ["levers"]), message },
    ]);
  }
  return {
    id,
    name: file.name,
    question: file.question,
    notes: file.notes,
    horizon: file.horizon ?? base.horizon,
    horizonOrigin: file.horizon === null ? base.horizonOrigin : file.origin,
    levers,
    texts: [...base.texts, { file: basename(path), text }],
  };
}

async function baseOf(
  file: ScenarioFile,
  path: string,
  places: ScenarioPlaces,
  trail: readonly string[],
): Promise<Scenario> {
  const reference = file.extends;
  if (reference === null || reference === BASELINE) return TODAYS_COURSE;
  const base = await find(reference, places, dirname(path));
  const at = placeOfValue(file.origin, ["extends"]);
  const fault = (code: InputCode, words: InLanguages) =>
    complaint(code, file.origin.file, [{ ...at, message: joined("extends: ", words) }]);
  if (base === null) throw fault("scenario_missing", await missing(reference, places));
  // Else a scenario of somebody else's could have the beginning of any file told.
  if (!ENDINGS.includes(extname(base))) {
    const what = {
      en: `a scenario, a file that ends in ${ENDINGS.join(" or ")}`,
      tr: `bir senaryo, adı ${ENDINGS.join(" ya da ")} ile biten bir dosya`,
    };
    throw fault("scenario_invalid", wantedNot(what, reference));
  }
  if (trail.includes(base)) {
    const circle = [...trail.slice(trail.indexOf(base)), base].map(p => basename(p)).join(" → ");
    const what = { en: "a scenario that does not lead back here", tr: "buraya geri dönmeyen bir senaryo" };
    throw fault("scenario_circle", wantedNot(what, circle));
  }
  if (trail.length >= MOST_BASES) {
    throw fault("scenario_invalid", {
      en: `expected at most ${MOST_BASES} scenarios one on the other, got more; write the levers out`,
      tr: `beklenen: üst üste en çok ${MOST_BASES} senaryo; daha çok var; kaldıraçları açık yazın`,
    });
  }
  return follow(await scenarioText(base, places), { id: reference, path: base, places, trail });
}

/** The file of a reference, absolute; null when there is none. */
async function find(reference: string, places: ScenarioPlaces, from: string): Promise<string | null> {
  const { dir, library = libraryFolder(), paths = true } = places;
  const isPath = ENDINGS.includes(extname(reference)) || isAbsolute(reference) || /[/\\]/.test(reference);
  if (isPath) {
    const candidates = [resolve(from, reference), resolve(dir, "scenarios", reference)];
    return paths ? firstThatExists(candidates) : null;
  }
  const folders = [join(dir, "scenarios"), library];
  return firstThatExists(folders.flatMap(folder => ENDINGS.map(e => resolve(folder, reference + e))));
}

async function firstThatExists(candidates: readonly string[]): Promise<string | null> {
  for (const path of candidates) {
    const entries: string[] = await readdir(dirname(path)).catch(() => []);
    if (entries.includes(basename(path)) && (await isFile(path))) return path;
  }
  return null;
}

/** A folder, or a link to nothing, is no scenario, whatever its name. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  );
}

/** Names of the scenarios of a market folder and of the library, the folder's first. */
export async function scenarioNames({
  dir,
  library = libraryFolder(),
}: ScenarioPlaces): Promise<
  { readonly id: string; readonly from: "market" | "library"; readonly path: string }[]
> {
  const list = async (folder: string, from: "market" | "library") => {
    const names = (await readdir(folder).catch(() => [])).filter(f => ENDINGS.includes(extname(f))).sort();
    const found = names.map(f => ({ id: basename(f, extname(f)), from, path: join(folder, f) }));
    const files = await Promise.all(found.map(({ path }) => isFile(path)));
    return found.filter((_, i) => files[i]);
  };
  const own = await list(join(dir, "scenarios"), "market");
  const shipped = await list(library, "library");
  return [...own, ...shipped.filter(s => !own.some(o => o.id === s.id))];
}

async function missing(reference: string, places: ScenarioPlaces): Promise<InLanguages> {
  const known = [BASELINE, ...(await scenarioNames(places)).map(s => s.id)];
  const near = nearest(reference, known);
  const names = byNearness(reference, known).join(", ");
  const folder = join(places.dir, "scenarios");
  return joined(
    {
      en: `there is no scenario "${reference}" in ${folder} or in the library; `,
      tr: `"${reference}" adında bir senaryo ne ${folder} içinde ne de kitaplıkta var; `,
    },
    near === null ? { en: `known: ${names}`, tr: `bilinenler: ${names}` } : meant(near),
  );
}
