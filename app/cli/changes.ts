import type { Changes, DataChange, FigureChange, SettingChange } from "../stages/changes.ts";
import { RESULTS } from "../stages/results.ts";
import { list } from "../words/format.ts";
import type { Voice } from "./words/voice.ts";

/** What has changed since the last build, and what that did; nothing where there was none, or nothing has. */
export function describeChanges(changes: Changes | null, voice: Voice): string {
  if (!changes) return "";
  const { changes: words } = voice.words;
  const { data, settings, code, figures } = changes;
  const causes: [string, string][] = [
    [words.data, data.map(change => describeData(change, voice)).join(", ")],
    [words.settings, settings.map(describeSetting).join(", ")],
    [words.code, titlesOf(code, voice)],
  ];
  const told = causes.filter(([, what]) => what !== "");
  if (told.length === 0) return "";
  const did = figures.map(change => describeFigure(change, voice));
  return `\n${words.changed}\n${list(told)}${words.did}\n${did.length > 0 ? list(did) : `  ${words.nothing}\n`}`;
}

/** Results of the build by their names, as a language calls them. */
export function titlesOf(names: readonly string[], { language }: Voice): string {
  const titles = new Map(RESULTS.map(({ name, title }) => [name, title[language]]));
  return names.map(name => titles.get(name) ?? name).join(", ");
}

function describeData({ file, tables, change }: DataChange, { words: { changes } }: Voice): string {
  // A plan that is in force is a file of no table.
  const name = tables.length > 0 ? `${file} (${tables.join(", ")})` : file;
  return `${name} ${changes.file[change]}`;
}

function describeSetting({ setting, before, after }: SettingChange): string {
  const plain = [before, after].every(value => value === null || typeof value !== "object");
  return plain ? `${setting} ${before ?? "–"} → ${after ?? "–"}` : setting;
}

function describeFigure({ figure, unit, before, after }: FigureChange, voice: Voice): [string, string] {
  const { count, money, percent, signedPercent, words } = voice;
  const written = (value: number | null) => {
    if (value === null) return "–";
    if (unit === "accounts") return count(value);
    return unit === "share" ? percent(value) : money(value, unit);
  };
  const relative =
    before && after !== null && unit !== "share" ? `  ${signedPercent(after / before - 1)}` : "";
  return [words.changes.figures[figure], `${written(before)} → ${written(after)}${relative}`];
}
