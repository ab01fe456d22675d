import type { z } from "zod";
import { LANGUAGES, type WrittenText } from "../../core/figures.ts";
import { isoDay } from "../../core/period.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import { complaint, type Fault, MOST_FAULTS } from "../../data/yaml/complaint.ts";
import { faultNote } from "../../data/yaml/notes.ts";
import { type Path, placeOfKey, placeOfValue, valueAtPath } from "../../data/yaml/places.ts";
import type { Lever } from "../levers/lever.ts";
import { LATER_LEVERS, LEVERS, leverOf } from "../levers/levers.ts";
import type { LeverLine, Origin } from "../parameters/line.ts";
import { where } from "../parameters/where.ts";
import { readScenarioYaml } from "./origin.ts";
import { scenarioFrame } from "./schema.ts";

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
    const got = value === null || value === undefined ? "an empty file" : shown(value);
    const message = `expected a scenario with name and levers, got ${got}`;
    faults.push({ ...placeOfValue(origin, []), message, about: faultNote("fault.text") });
    return null;
  }
  const checked = scenarioFrame.safeParse(value);
  if (!checked.success)
    faults.push(...faultsOf(checked.error.issues, value, [], "", origin, Object.keys(scenarioFrame.shape)));
  else if (checked.data.levers === undefined && checked.data.extends === undefined) {
    const message = '"levers" is missing; expected a list of levers; [] is today\'s course';
    const about = faultNote("fault.missing", { key: "levers" });
    faults.push({ ...placeOfValue(origin, []), message, about });
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
  const place = `lever ${i + 1}`;
  const name = isRecord(item) ? item.lever : undefined;
  if (!isRecord(item) || name === undefined) {
    const example = "expected a lever such as {lever: visits, change: +25%}";
    const missing = isRecord(item) ? `"lever" is missing; ${example}` : `${example}, got ${shown(item)}`;
    const about = faultNote("fault.missing", { key: "lever" });
    faults.push({ ...placeOfValue(origin, path), message: `${place}: ${missing}`, about });
    return [];
  }
  const lever = leverOf(name, known);
  if (lever === undefined) {
    const message = `${place}: ${unknownLever(name, known)}`;
    const about = faultNote("fault.unknown_lever");
    faults.push({ ...placeOfValue(origin, [...path, "lever"]), message, about });
    return [];
  }
  const checked = lever.schema.safeParse(item);
  const title = `${place} (${lever.name}): `;
  if (checked.success) return checkWhole(lever, { spec: checked.data, origin, path }, title, faults);
  faults.push(...faultsOf(checked.error.issues, item, path, title, origin, Object.keys(lever.schema.shape)));
  return [];
}

/** A line of which every part is right by itself: as the lever sees it, and it ends after it begins. */
function checkWhole(lever: Lever, line: LeverLine, title: string, faults: Fault[]): LeverLine[] {
  const { spec, origin, path } = line;
  const fault = lever.check(spec);
  if (fault !== null) {
    const about = faultNote("fault.value", { key: lever.name });
    faults.push({ ...placeOfValue(origin, path), message: title + fault, about });
    return [];
  }
  const { from, to } = spec;
  if (from && to && "day" in from && "day" in to && to.day < from.day) {
    const message = `${title}to: expected a day on or after from (${isoDay(from.day)}), got ${isoDay(to.day)}`;
    const about = faultNote("fault.value", { key: "to" });
    faults.push({ ...placeOfValue(origin, [...path, "to"]), message, about });
    return [];
  }
  return [line];
}

function unknownLever(name: unknown, known: readonly Lever[]): string {
  const names = known.map(lever => lever.name);
  const available = `available are ${names.join(", ")}`;
  if (typeof name === "string" && LATER_LEVERS.includes(name))
    return `"${name}" is not available in this version; ${available}`;
  const near = typeof name === "string" ? didYouMean(name, names) : "";
  return `unknown lever ${shown(name)}${near}${near ? ` ${available}` : `; ${available}`}`;
}

function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  base: Path,
  title: string,
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
        message: title + unknownKey([...inner, key].join("."), key, known),
        about: faultNote("fault.unknown_key", { key }),
      }));
    }
    const got = valueAtPath(value, inner);
    const name = inner
      .map((part, i) => (typeof part === "number" ? `[${part}]` : i > 0 ? `.${String(part)}` : String(part)))
      .join("");
    if (got === undefined) {
      // A misspelt key is one mistake and not two.
      if (unknown.some(key => didYouMean(key, [name]) !== "")) return [];
      const message = `${title}"${name}" is missing; ${issue.message}`;
      return [
        {
          ...placeOfValue(origin, path.slice(0, -1)),
          message,
          about: faultNote("fault.missing", { key: name }),
        },
      ];
    }
    const hint = issue.code === "custom" && issue.params?.hint ? `; ${issue.params.hint}` : "";
    return [
      {
        ...placeOfValue(origin, path),
        message: `${title}${name}: ${issue.message}, got ${shown(got)}${hint}`,
        about: faultNote("fault.value", { key: name }),
      },
    ];
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

function unknownKey(path: string, key: string, known: readonly string[]): string {
  const near = didYouMean(key, known);
  return `unknown key ${shown(path)}${near || `; known keys: ${byNearness(key, known).join(", ")}`}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message shows it, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
