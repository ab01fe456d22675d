import type { z } from "zod";
import { type InLanguages, LANGUAGES, type WrittenText } from "../../core/figures.ts";
import { isoDay } from "../../core/period.ts";
import { byNearness, nearest } from "../../data/config/nearest.ts";
import { complaint, type Fault, MOST_FAULTS } from "../../data/yaml/complaint.ts";
import { type Path, placeOfKey, placeOfValue, valueAtPath } from "../../data/yaml/places.ts";
import { A_LEVER, type Lever } from "../levers/lever.ts";
import { LATER_LEVERS, LEVERS, leverOf } from "../levers/levers.ts";
import { GOT, joined, meant, unpacked, wanted, wantedNot } from "../parameters/expected.ts";
import { type LeverLine, type Origin, placeOfLever } from "../parameters/line.ts";
import { where } from "../parameters/where.ts";
import { readScenarioYaml } from "./origin.ts";
import { LEVER_LIST, scenarioFrame } from "./schema.ts";

/** One scenario file, checked; `extends` is not followed yet. */
export interface ScenarioFile {
  readonly name: WrittenText;
  readonly question: WrittenText | null;
  readonly notes: WrittenText | null;
  readonly extends: string | null;
  readonly horizon: number | null;
  readonly levers: readonly LeverLine[];
  readonly origin: Origin;
}

/**
 * Checks the text of a scenario file.
 * @param file its name in messages
 * @param known the levers that there are
 * @throws InputError naming file, line, column, what was expected, what came, and the nearest known name.
 */
export function parseScenario(text: string, file: string, known: readonly Lever[] = LEVERS): ScenarioFile {
  const { value, origin } = readScenarioYaml(text, file);
  const faults: Fault[] = [];
  const frame = checkFrame(value, origin, faults);
  const levers: LeverLine[] = [];
  for (const [i, item] of (frame?.levers ?? leverItems(value)).entries()) {
    if (faults.length > MOST_FAULTS) break;
    levers.push(...checkLever(item, i, origin, { known, faults }));
  }
  if (faults.length > 0 || !frame) throw complaint("scenario_invalid", file, faults);
  return {
    name: frame.name,
    question: frame.question ?? null,
    notes: frame.notes ?? null,
    extends: frame.extends ?? null,
    horizon: frame.horizon ?? null,
    levers,
    origin,
  };
}

/** The levers of a file whose frame is faulty: their own faults are told too. */
function leverItems(value: unknown): readonly unknown[] {
  const levers = isRecord(value) ? value.levers : null;
  return Array.isArray(levers) ? levers : [];
}

function checkFrame(value: unknown, origin: Origin, faults: Fault[]): z.infer<typeof scenarioFrame> | null {
  if (!isRecord(value)) {
    const empty = { en: "an empty file", tr: "boş bir dosya" };
    const what = { en: "a scenario with name and levers", tr: "name ve levers anahtarları olan bir senaryo" };
    const message = wantedNot(what, value === null || value === undefined ? empty : shown(value));
    faults.push({ ...placeOfValue(origin, []), message });
    return null;
  }
  const checked = scenarioFrame.safeParse(value);
  if (!checked.success)
    faults.push(
      ...faultsOf(checked.error.issues, value, [], joined(), origin, Object.keys(scenarioFrame.shape)),
    );
  else if (checked.data.levers === undefined && checked.data.extends === undefined) {
    const message = joined(isMissing("levers"), wanted(LEVER_LIST));
    faults.push({ ...placeOfValue(origin, []), message });
  }
  return checked.success ? checked.data : null;
}

/** The levers that there are, and what has been found wrong so far. */
interface Checking {
  readonly known: readonly Lever[];
  readonly faults: Fault[];
}

function checkLever(item: unknown, i: number, origin: Origin, { known, faults }: Checking): LeverLine[] {
  const path: Path = ["levers", i];
  const name = isRecord(item) ? item.lever : undefined;
  if (!isRecord(item) || name === undefined) {
    const words = isRecord(item)
      ? joined(isMissing("lever"), wanted(A_LEVER))
      : wantedNot(A_LEVER, shown(item));
    faults.push({ ...placeOfValue(origin, path), message: joined(placeOfLever(i, null), words) });
    return [];
  }
  const lever = leverOf(name, known);
  if (lever === undefined) {
    const message = joined(placeOfLever(i, null), unknownLever(name, known));
    faults.push({ ...placeOfValue(origin, [...path, "lever"]), message });
    return [];
  }
  const checked = lever.schema.safeParse(item);
  const title = placeOfLever(i, lever.name);
  if (checked.success) return checkWhole(lever, { spec: checked.data, origin, path }, title, faults);
  faults.push(...faultsOf(checked.error.issues, item, path, title, origin, Object.keys(lever.schema.shape)));
  return [];
}

/** A line of which every part is right by itself: as the lever sees it, and it ends after it begins. */
function checkWhole(lever: Lever, line: LeverLine, title: InLanguages, faults: Fault[]): LeverLine[] {
  const { spec, origin, path } = line;
  const fault = lever.check(spec);
  if (fault !== null) {
    faults.push({ ...placeOfValue(origin, path), message: joined(title, fault) });
    return [];
  }
  const { from, to } = spec;
  if (from && to && "day" in from && "day" in to && to.day < from.day) {
    const first = isoDay(from.day);
    const what = {
      en: `a day on or after from (${first})`,
      tr: `from gününden (${first}) önce olmayan bir gün`,
    };
    const message = joined(title, "to: ", wantedNot(what, isoDay(to.day)));
    faults.push({ ...placeOfValue(origin, [...path, "to"]), message });
    return [];
  }
  return [line];
}

/** The beginning of a message about a key that a file does not have. */
function isMissing(key: string): InLanguages {
  return { en: `"${key}" is missing; `, tr: `"${key}" eksik; ` };
}

function unknownLever(name: unknown, known: readonly Lever[]): InLanguages {
  const names = known.map(lever => lever.name);
  const list = names.join(", ");
  const available = { en: `available are ${list}`, tr: `kullanılabilenler: ${list}` };
  if (typeof name === "string" && LATER_LEVERS.includes(name))
    return joined(
      { en: `"${name}" is not available in this version; `, tr: `"${name}" bu sürümde kullanılamıyor; ` },
      available,
    );
  const near = typeof name === "string" ? nearest(name, names) : null;
  const unknown = joined({ en: "unknown lever ", tr: "bilinmeyen kaldıraç " }, shown(name), "; ");
  return near === null ? joined(unknown, available) : joined(unknown, meant(near), " ", available);
}

function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  base: Path,
  title: InLanguages,
  origin: Origin,
  keys: readonly string[],
): Fault[] {
  const told = issues.slice(0, MOST_FAULTS + 1).flatMap(ofItsForm);
  const unknown = told.flatMap(issue =>
    issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys.slice(0, MOST_FAULTS) : [],
  );
  return told.flatMap((issue): Fault[] => {
    const inner = issue.path as Path;
    const path = [...base, ...inner];
    if (issue.code === "unrecognized_keys") {
      const known = inner.length === 0 ? keys : inner[0] === "where" ? Object.keys(where.shape) : LANGUAGES;
      return issue.keys.slice(0, MOST_FAULTS + 1).map(key => ({
        ...placeOfKey(origin, [...path, key]),
        message: joined(title, unknownKey([...inner, key].join("."), key, known)),
      }));
    }
    const got = valueAtPath(value, inner);
    const name = inner
      .map((part, i) => (typeof part === "number" ? `[${part}]` : i > 0 ? `.${String(part)}` : String(part)))
      .join("");
    if (got === undefined) {
      // A misspelt key is one mistake and not two.
      if (unknown.some(key => nearest(key, [name]) !== null)) return [];
      const message = joined(title, isMissing(name), unpacked(issue.message));
      return [{ ...placeOfValue(origin, path.slice(0, -1)), message }];
    }
    const hint = issue.code === "custom" && (issue.params?.hint as InLanguages | undefined);
    const words = joined(title, `${name}: `, unpacked(issue.message), GOT, shown(got));
    const message = hint ? joined(words, "; ", hint) : words;
    return [{ ...placeOfValue(origin, path), message }];
  });
}

/** What has one form or another is judged by the one that was begun. */
function ofItsForm(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const begun = issue.errors.find(errors =>
    errors.every(({ code, path }) => code !== "invalid_type" || path.length > 0),
  );
  return begun?.map(inner => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}

function unknownKey(path: string, key: string, known: readonly string[]): InLanguages {
  const near = nearest(key, known);
  const unknown = joined({ en: "unknown key ", tr: "bilinmeyen anahtar " }, shown(path), "; ");
  if (near !== null) return joined(unknown, meant(near));
  return joined(
    unknown,
    { en: "known keys: ", tr: "bilinen anahtarlar: " },
    byNearness(key, known).join(", "),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message shows it, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
