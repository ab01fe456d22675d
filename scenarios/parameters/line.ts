import { complaint } from "../../data/yaml/complaint.ts";
import { faultNote } from "../../data/yaml/notes.ts";
import { type Path, placeOfValue } from "../../data/yaml/places.ts";
import type { YamlText } from "../../data/yaml/read.ts";
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
export function leverFault(lever: LeverLine, inner: Path, message: string) {
  const { origin, path, spec } = lever;
  const place = `lever ${Number(path.at(-1)) + 1} (${spec.lever}): `;
  const at = placeOfValue(origin, [...path, ...inner]);
  const key = inner.filter(part => typeof part === "string").join(".");
  const about = faultNote("fault.market", { key: key === "" ? spec.lever : key });
  return complaint("scenario_invalid", origin.file, [{ ...at, message: place + message, about }]);
}
