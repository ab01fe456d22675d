import type { InLanguages } from "../../core/figures.ts";
import { complaint } from "../../data/yaml/complaint.ts";
import { type Path, placeOfValue } from "../../data/yaml/places.ts";
import type { YamlText } from "../../data/yaml/read.ts";
import { joined } from "./expected.ts";
import type { Moment } from "./values.ts";
import type { Where } from "./where.ts";

/** What every checked line of a lever says. */
export interface LineSpec {
  readonly lever: string;
  readonly where?: Where | undefined;
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
}

/** Where the parts of a scenario's text stand. Plain data: it crosses threads. */
export type Origin = YamlText;

/** A lever's line in a file, checked, and where it is written. */
export interface LeverLine<Spec extends LineSpec = LineSpec> {
  readonly spec: Spec;
  readonly origin: Origin;
  /** Path of the lever in its file. */
  readonly path: Path;
}

/** The error for one place of a lever. */
export function leverFault(lever: LeverLine, inner: Path, words: InLanguages) {
  const { origin, path, spec } = lever;
  const message = joined(placeOfLever(Number(path.at(-1)), spec.lever), words);
  const at = placeOfValue(origin, [...path, ...inner]);
  return complaint("scenario_invalid", origin.file, [{ ...at, message }]);
}

/** `lever 2 (visits): `. @param i from 0 */
export function placeOfLever(i: number, name: string | null): InLanguages {
  const which = name === null ? ": " : ` (${name}): `;
  return { en: `lever ${i + 1}${which}`, tr: `kaldıraç ${i + 1}${which}` };
}
